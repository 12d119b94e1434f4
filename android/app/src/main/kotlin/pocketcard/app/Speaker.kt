package pocketcard.app

import android.media.AudioAttributes
import android.media.AudioFormat
import android.media.AudioTrack
import java.nio.ByteBuffer
import java.nio.ByteOrder

/**
 * The loudspeaker or the earpiece that is plugged in. What it is given are plain samples that the core decoded: no decoder
 * of the system meets them, and nothing is written to a file.
 */
internal class Speaker {
    private var track: AudioTrack? = null

    /** Plays a WAV file in place of what plays. `false` where the device has nothing to play it with. */
    fun play(sound: ByteArray): Boolean {
        hush()
        val samples = sound.size - HEADER
        if (samples <= 0) return false
        return try {
            val made = AudioTrack.Builder()
                .setAudioAttributes(
                    AudioAttributes.Builder()
                        .setUsage(AudioAttributes.USAGE_MEDIA)
                        .setContentType(AudioAttributes.CONTENT_TYPE_SPEECH)
                        .build(),
                )
                .setAudioFormat(
                    AudioFormat.Builder()
                        .setEncoding(AudioFormat.ENCODING_PCM_16BIT)
                        .setSampleRate(ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt(RATE))
                        .setChannelMask(AudioFormat.CHANNEL_OUT_MONO)
                        .build(),
                )
                .setTransferMode(AudioTrack.MODE_STATIC)
                .setBufferSizeInBytes(samples)
                .build()
            track = made
            made.write(sound, HEADER, samples) == samples && made.also { it.play() }.playState == AudioTrack.PLAYSTATE_PLAYING
        } catch (none: UnsupportedOperationException) {
            false
        } catch (none: IllegalStateException) {
            false
        }
    }

    /** Nothing is heard any more. */
    fun hush() {
        track?.release()
        track = null
    }

    private companion object {
        /** Where the core's WAV files have their samples, and the number of them in a second. */
        const val HEADER = 44
        const val RATE = 24
    }
}
