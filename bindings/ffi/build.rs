//! How the library for Android is linked.

use std::env;

fn main() {
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "android") {
        // What is relocated when the library is loaded, packed as Android has read it since version 6. The NDK does
        // so by itself only for versions above the oldest that the app runs on.
        println!("cargo::rustc-link-arg-cdylib=-Wl,--pack-dyn-relocs=android");
    }
}
