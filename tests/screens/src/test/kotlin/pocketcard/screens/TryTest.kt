package pocketcard.screens

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.desktop.enrol
import pocketcard.desktop.tryOut

/** What `android/desktop/run --try` does. */
class TryTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `two phones, an office, and the whole way there and back`() = office(folder).use { office ->
        office.serve()
        val phones = listOf("patrol-1", "patrol-2").map { label ->
            card(folder, label).also { runBlocking { enrol(it, office, label) } }
        }
        val said = mutableListOf<String>()
        runBlocking { tryOut(office, phones, said::add) }
        assertTrue(said.any { "agreed to be referred" in it }, "the inbox is shown: $said")
        assertEquals("the desk's answer and receipts came back: nothing waits on patrol-1 any more", said.last())
        phones.forEach { it.close() }
    }
}
