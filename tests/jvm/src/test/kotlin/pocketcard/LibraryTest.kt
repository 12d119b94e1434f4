package pocketcard

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import pocketcard.ffi.version

class LibraryTest {
    @Test
    fun `the library loads and is the one that was built`() {
        assertEquals("0.1.0", version())
    }
}
