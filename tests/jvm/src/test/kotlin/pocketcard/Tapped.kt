package pocketcard

import pocketcard.kit.Place
import pocketcard.kit.PracticeCase
import pocketcard.kit.screens.PracticeScreen
import pocketcard.kit.screens.Screen

/** Makes events of screens from their names and values. */
internal object Tapped {
    fun on(screen: Screen<*, *>, does: String, with: List<String>) {
        val on = screen.javaClass.methods.single { it.name == "on" && it.parameterCount == 1 && !it.isBridge }
        val type = boxed(on.parameterTypes.single())
        val given = ArrayDeque(if (holds(type, does)) with else listOf(does) + with)
        on.invoke(screen, made(type, given, screen))
        check(given.isEmpty()) { "$given is too much for $does" }
    }

    /** An event that is one class and has no others in it is named by its own name. */
    private fun holds(type: Class<*>, does: String) = type.simpleName == does && !type.isInterface

    private fun boxed(type: Class<*>) = if (type == Int::class.javaPrimitiveType) Int::class.javaObjectType else type

    private fun made(type: Class<*>, given: ArrayDeque<String>, screen: Screen<*, *>): Any = when {
        type == String::class.java -> given.removeFirst()
        type == CharArray::class.java -> given.removeFirst().toCharArray()
        type == Int::class.javaPrimitiveType || type == Int::class.javaObjectType -> given.removeFirst().toInt()
        type == Place::class.java -> given.removeFirst().split(' ').let { Place(it[0], it.drop(1).map(String::toInt)) }
        type == PracticeCase::class.java -> given.removeFirst().let { id ->
            (screen as PracticeScreen).state.value.cases.orEmpty().single { it.id == id }
        }
        type.isEnum -> given.removeFirst().let { name -> type.enumConstants.single { alike((it as Enum<*>).name, name) } }
        type.isInterface -> given.removeFirst().let { name ->
            val one = type.declaredClasses.find { alike(it.simpleName, name) }
            made(checkNotNull(one) { "${type.name} has no $name" }, given, screen)
        }
        else -> single(type) ?: built(type, given, screen)
    }

    private fun single(type: Class<*>): Any? = type.declaredFields.find { it.name == "INSTANCE" }?.get(null)

    private fun built(type: Class<*>, given: ArrayDeque<String>, screen: Screen<*, *>): Any {
        val maker = type.constructors.minBy { it.parameterCount }
        val parts = maker.parameterTypes.map { if (given.isEmpty()) null else made(it, given, screen) }
        return maker.newInstance(*parts.toTypedArray())
    }

    private fun alike(constant: String, name: String) = constant.replace("_", "").equals(name, ignoreCase = true)
}
