package pocketcard.screens

import java.io.File
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** A screen has no sentence of its own: all words come from the core's catalogue. */
class WordsTest {
    @TempDir
    lateinit var folder: File
    private val android = File(System.getProperty("sources"))

    private fun sources(module: String) =
        File(android, "$module/src/main/kotlin").walk().filter { it.extension == "kt" }.associate { it.name to it.readText() }

    /** Texts in quotation marks, without comments and without what is put into them. */
    private fun literals(source: String): List<String> {
        val code = source.replace(Regex("""/\*.*?\*/""", RegexOption.DOT_MATCHES_ALL), "").lines()
            .joinToString("\n") { it.substringBefore(" // ").takeUnless { line -> line.trim().startsWith("//") } ?: "" }
        return Regex("\"((?:[^\"\\\\]|\\\\.)*)\"").findAll(code).map { it.groupValues[1] }.toList()
    }

    @Test
    fun `no page has words of its own`() {
        val spoken = sources("ui").flatMap { (file, source) ->
            literals(source).filter { sentence(it) }.map { "$file: $it" }
        }
        assertEquals(emptyList<String>(), spoken)
        assertTrue(sentence("Unlock") && sentence("Do it now") && !sentence("unlock-go") && !sentence("section "))
    }

    /** Begins with a capital letter, or has two words and no expression put into it. */
    private fun sentence(text: String) =
        text.firstOrNull()?.isUpperCase() == true || (text.trim().contains(' ') && '$' !in text && "words" !in text)

    @Test
    fun `every word that is asked for is there`() = runBlocking {
        val words = card(folder, "phone", dispatcher = Dispatchers.Unconfined).use { it.words("en") }
        val ids = Regex("""words\["([a-z.-]+[a-z])"]""")
        val kinds = "refer|standing|services|guidance|report|carry|records|settings|level|answer|age|offer|carried|state|" +
            "consent|alone|tell|practice|service-found"
        val id = Regex("($kinds)-[a-z-]+")
        val asked = sources("ui").values.flatMap { source -> ids.findAll(source).map { it.groupValues[1] } } +
            sources("kit").values.flatMap { source -> literals(source).filter(id::matches) }
        assertTrue(asked.size > 150, "${asked.size}")
        assertEquals(emptyList<String>(), asked.distinct().filterNot { it in words })
    }
}
