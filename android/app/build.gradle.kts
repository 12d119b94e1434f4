// Not run where this was written: there is no SDK there. Versions are those against which the sources were compiled;
// Compose's AARs ask for the compileSdk and the Android plugin below, or newer ones.
plugins {
    id("com.android.application") version "9.1.0"
    // The Android plugin compiles Kotlin itself. This says with which version.
    id("org.jetbrains.kotlin.android") version "2.4.21" apply false
    id("org.jetbrains.kotlin.plugin.compose") version "2.4.21"
}

android {
    namespace = "org.pocketcard.app"
    compileSdk = 37

    defaultConfig {
        applicationId = "org.pocketcard.app"
        minSdk = 26
        targetSdk = 36
        versionCode = 1
        versionName = "0.1.0"
        ndk { abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64") }
    }
    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "rules.pro")
        }
    }
    sourceSets["main"].apply {
        // uniffi-bindgen writes the first with bindings/ffi/uniffi.toml; cargo-ndk writes the libraries.
        kotlin.srcDirs("build/generated/kotlin", "../kit/src/main/kotlin", "../ui/src/main/kotlin", "src/main/kotlin")
        jniLibs.srcDirs("build/generated/jniLibs")
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    buildFeatures { compose = true }
    dependenciesInfo {
        includeInApk = false
        includeInBundle = false
    }
}

dependencies {
    implementation("androidx.activity:activity-compose:1.13.0")
    implementation("androidx.compose.foundation:foundation:1.12.1")
    implementation("androidx.compose.material3:material3:1.4.0")
    implementation("androidx.compose.ui:ui:1.12.1")
    implementation("com.google.zxing:core:3.5.3")
    implementation("net.java.dev.jna:jna:5.18.1@aar")
    implementation("org.jetbrains.kotlinx:kotlinx-coroutines-android:1.11.0")
}

val repository = rootDir.parentFile

// The library for each processor, with pages of 16 KiB: NDK r28 or later.
val libraries by tasks.registering(Exec::class) {
    workingDir = repository
    commandLine(
        "cargo", "ndk", "--platform", "26",
        "--target", "arm64-v8a", "--target", "armeabi-v7a", "--target", "x86_64",
        "--output-dir", layout.buildDirectory.dir("generated/jniLibs").get().asFile.path,
        "build", "--profile", "phone", "--locked", "--package", "pocketcard-ffi",
    )
}

// The sources come from a debug build: a stripped library no longer says what it offers.
val bindings by tasks.registering(Exec::class) {
    workingDir = repository
    commandLine(
        "sh", "-c",
        "cargo build --locked -p pocketcard-ffi -p pocketcard-uniffi-bindgen && " +
            "target/debug/uniffi-bindgen generate target/debug/libpocketcard_ffi.so --language kotlin --no-format " +
            "--out-dir " + layout.buildDirectory.dir("generated/kotlin").get().asFile.path,
    )
}

tasks.named("preBuild") { dependsOn(libraries, bindings) }
