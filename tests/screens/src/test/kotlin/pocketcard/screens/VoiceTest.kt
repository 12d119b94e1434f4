package pocketcard.screens

import java.io.File
import java.lang.reflect.Proxy
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.security.MessageDigest
import java.util.HexFormat
import javax.sound.sampled.AudioInputStream
import javax.sound.sampled.Clip
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import pocketcard.desktop.PracticeOffice
import pocketcard.desktop.Speaker
import pocketcard.kit.CorePocketcard
import pocketcard.kit.Topic
import pocketcard.kit.screens.AloneScreen
import pocketcard.kit.screens.AloneState
import pocketcard.kit.screens.NeutralScreen

/** A person who cannot read listens. What is heard here is a tone and no voice: nobody's was recorded for a test. */
class VoiceTest {
    @TempDir
    lateinit var folder: File

    /** A third of a second of a tone, as a recorder writes it. */
    private fun tone(): ByteArray {
        val samples = ShortArray(2_700) { (it * 7 % 200 * 60 - 6_000).toShort() }
        val bytes = ByteBuffer.allocate(HEADER + samples.size * 2).order(ByteOrder.LITTLE_ENDIAN)
        bytes.put("RIFF".toByteArray()).putInt(HEADER - 8 + samples.size * 2).put("WAVEfmt ".toByteArray())
        bytes.putInt(16).putShort(1).putShort(1).putInt(8_000).putInt(16_000).putShort(2).putShort(16)
        bytes.put("data".toByteArray()).putInt(samples.size * 2)
        samples.forEach(bytes::putShort)
        return bytes.array()
    }

    private fun hash(text: String) = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.toByteArray()))

    private fun put(name: String, bytes: ByteArray) = File(folder, name).apply { parentFile.mkdirs() }.writeBytes(bytes)

    private fun Hand.alone() = (app.state.value.top as AloneScreen).state.value

    @Test
    fun `a question that somebody read has a button to listen, and no other has`() {
        val office = office(folder)
        val phone = card(folder, "a")
        try {
            listens(office, phone)
        } finally {
            phone.close()
            office.close()
        }
    }

    private fun listens(office: PracticeOffice, phone: CorePocketcard) {
        office.serve()
        holding(phone) {
            enrols(office, "a")
            // The office has a woman and a man read one question.
            val question = phone.words("uk")["alone-safe"]
            val voices = listOf("woman", "man").joinToString("\n") {
                "[[recordings]]\nfile = \"$it.wav\"\ntext = \"alone.safe\"\nlanguage = \"uk\"\nvariety = \"uk\"\n" +
                    "voice = \"$it\"\nreads = \"${hash(question)}\"\n"
            }
            put("north/pack.toml", "name = \"north\"\nversion = 2\n".toByteArray())
            put("north/recordings/recordings.toml", voices.toByteArray())
            put("north/recordings/woman.wav", tone())
            put("north/recordings/man.wav", tone().also { it.reverse(HEADER, it.size) })
            fun file(name: String) = File(folder, name).path
            office.run("pack", "build", file("north"), "--out", file("north.json"))
            office.run("pack", "sign", file("north.json"), "--out", file("north.pack"))
            office.run("pack", "publish", file("north.pack"))
            office.run("pack", "recordings", file("north.pack"), "--out", file("heard"))
            office.collect()
            taps(words["today-sync"])
            sees(words["carried-given"])

            taps(words["alone-title"])
            taps(words["alone-gate-alone"])
            taps(words["age-adult"])
            assertFalse(shows(words["alone-voice"]), "nobody reads English")
            taps("Українська")
            until("the voices") { alone().let { it.language == "uk" && it.voices.size == 2 } }
            taps(alone().voices.last().said)
            taps(words["alone-open"])
            taps(words["alone-begin"])
            val spoken = checkNotNull(alone().spoken)
            assertFalse(shows(spoken["alone-listen"]), "nobody reads what is said first")
            taps(spoken["continue"])
            until("the question") { alone().question?.topic == Topic.SAFE }
            taps(spoken["alone-listen"])
            until("the voice") { device.played.isNotEmpty() }
            val heard = Speaker.decoded(device.played.single()).readAllBytes()
            val carried = Speaker.decoded(File(folder, "heard/alone.safe.uk.man.wav").readBytes()).readAllBytes()
            assertArrayEquals(carried, heard, "frame for frame")
            assertEquals(2_700 * 2, heard.size)
            assertTrue(device.playing)
            device.loudspeaker = false
            taps(spoken["alone-listen"])
            sees(spoken["alone-no-sound"])
            device.loudspeaker = true
            taps(spoken["alone-listen"])
            until("the voice again") { device.played.size == 2 }
            taps(spoken["continue"])
            until("the next question") { alone().let { it.step == AloneState.Step.QUESTION && it.question?.topic != Topic.SAFE } }
            assertFalse(device.playing, "the next page is quiet")
            assertFalse(shows(spoken["alone-listen"]), "nobody reads it, and no machine does")
            device.playing = true
            taps(checkNotNull(alone().pages).end.text)
            until("one neutral word") { app.state.value.top is NeutralScreen }
            assertFalse(device.playing, "whatever ends it, it is quiet")
        }
    }

    @Test
    fun `the loudspeaker gets the frames of the sound, and a computer without one says so`() {
        var opened: ByteArray? = null
        var closed = 0
        val clip = Proxy.newProxyInstance(javaClass.classLoader, arrayOf(Clip::class.java)) { _, method, given ->
            when (method.name) {
                "open" -> opened = (given[0] as AudioInputStream).readAllBytes()
                "close" -> closed++
            }
            null
        } as Clip
        val speaker = Speaker { clip }
        assertTrue(speaker.play(tone()))
        assertArrayEquals(tone().drop(HEADER).toByteArray(), opened)
        speaker.hush()
        assertEquals(1, closed)
        assertFalse(speaker.play("no sound".toByteArray()))
        assertFalse(Speaker { throw IllegalArgumentException("no line") }.play(tone()))
    }

    private companion object {
        const val HEADER = 44
    }
}
