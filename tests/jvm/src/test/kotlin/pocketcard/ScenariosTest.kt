package pocketcard

import java.io.File
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.io.TempDir

/** What both shells do, on this one: the real core, hub and desk behind the kit's screens. */
class ScenariosTest {
    @TempDir
    lateinit var folder: File

    @TestFactory
    fun scenarios(): List<DynamicTest> {
        val all = File(System.getProperty("scenarios"))
        val files = all.listFiles { file -> file.extension == "toml" }.orEmpty().sorted()
        assertTrue(files.size > 10, "the scenarios are there")
        val chosen = System.getProperty("scenario")?.split(',')
        return files.filter { chosen == null || it.nameWithoutExtension in chosen }.map { file ->
            dynamicTest(file.nameWithoutExtension) {
                Played(all, File(folder, file.nameWithoutExtension)).use { it.play(Scenario(file)) }
            }
        }
    }
}
