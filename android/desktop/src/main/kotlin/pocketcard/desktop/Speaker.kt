package pocketcard.desktop

import java.io.ByteArrayInputStream
import java.io.IOException
import javax.sound.sampled.AudioInputStream
import javax.sound.sampled.AudioSystem
import javax.sound.sampled.Clip
import javax.sound.sampled.DataLine
import javax.sound.sampled.Line
import javax.sound.sampled.LineUnavailableException
import javax.sound.sampled.UnsupportedAudioFileException

/**
 * The computer's loudspeaker. [line] opens what plays; a test hears with another one. Nothing is written to a file.
 */
public class Speaker(private val line: (DataLine.Info) -> Line = AudioSystem::getLine) {
    private var clip: Clip? = null

    /** Plays a WAV file in place of what plays. `false` on a computer that has nothing to play it with. */
    public fun play(sound: ByteArray): Boolean {
        hush()
        return try {
            val stream = decoded(sound)
            val opened = line(DataLine.Info(Clip::class.java, stream.format)) as Clip
            clip = opened
            opened.open(stream)
            opened.start()
            true
        } catch (none: LineUnavailableException) {
            false
        } catch (none: IllegalArgumentException) {
            // How the JVM says that there is no such line.
            false
        } catch (odd: UnsupportedAudioFileException) {
            false
        } catch (odd: IOException) {
            false
        }
    }

    /** Nothing is heard any more. */
    public fun hush() {
        clip?.close()
        clip = null
    }

    public companion object {
        /** The samples of a WAV file, as the loudspeaker is given them. */
        public fun decoded(sound: ByteArray): AudioInputStream =
            AudioSystem.getAudioInputStream(ByteArrayInputStream(sound))
    }
}
