package pocketcard

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.dataformat.toml.TomlMapper
import java.io.File

/** Steps that both shells take: tests/scenarios/README.md says what each key means. */
internal class Scenario(file: File) {
    private val read = TomlMapper().readTree(file)
    val about: String = read["about"].textValue()
    val smallDisk: Boolean = read["smallDisk"]?.booleanValue() ?: false
    val steps: List<Step> = read["steps"].map(::Step)

    init {
        val unknown = read.fieldNames().asSequence().toSet() - setOf("about", "smallDisk", "steps")
        check(unknown.isEmpty()) { "${file.name}: $unknown" }
    }
}

/** One step. */
internal class Step(private val read: JsonNode) {
    init {
        val unknown = read.fieldNames().asSequence().toSet() - KEYS
        check(unknown.isEmpty()) { "unknown keys $unknown in $read" }
    }

    fun text(key: String): String? = read[key]?.asText()

    fun texts(key: String): List<String>? = read[key]?.map { it.asText() }

    fun table(key: String): Map<String, String> =
        read[key]?.properties().orEmpty().associate { it.key to it.value.asText() }

    override fun toString(): String = read.toString()

    private companion object {
        val KEYS = setOf(
            "phone", "run", "office", "publishes", "prints", "clock", "keys", "disk", "hand", "speaks", "opens",
            "on", "sees", "keeps", "does", "with", "told", "saves",
        )
    }
}

/** What a state holds, by the names of its properties. */
internal object Seen {
    /** All values at a path, of which there can be several where it says `*`. */
    fun at(path: String, state: Any?): List<String> {
        var found = listOf(state)
        for (name in path.split('/').filter { it.isNotEmpty() }) found = found.flatMap { inside(it, name) }
        return found.map(::said)
    }

    private fun inside(thing: Any?, name: String): List<Any?> = when (thing) {
        null -> listOf(null)
        is Collection<*> -> when (name) {
            "*" -> thing.toList()
            "count" -> listOf(thing.size)
            else -> listOf(thing.toList().getOrNull(name.toInt()))
        }
        is Map<*, *> -> if (name == "count") listOf(thing.size) else listOf(thing[name])
        else -> listOf(property(thing, name))
    }

    private fun property(thing: Any, name: String): Any? {
        val getter = "get" + name.replaceFirstChar { it.uppercase() }
        val method = thing.javaClass.methods.find { it.name == getter && it.parameterCount == 0 }
        checkNotNull(method) { "${thing.javaClass.simpleName} has no $name" }
        method.isAccessible = true
        return method.invoke(thing)
    }

    private fun said(thing: Any?): String = when (thing) {
        null -> "none"
        is CharArray -> thing.concatToString()
        is Enum<*> -> camel(thing.name)
        else -> thing.toString()
    }

    /** `MAY_BE_CHILD` as it is spelled in scenarios. */
    private fun camel(name: String): String =
        name.lowercase().split('_').joinToString("") { it.replaceFirstChar(Char::uppercase) }.replaceFirstChar { it.lowercase() }
}
