import AVFoundation
import Foundation

/// The loudspeaker, or the earpiece that is plugged in. It is given plain samples that the core decoded, in memory: no
/// decoder of the system meets what an office recorded, and nothing is written to a file.
@MainActor
final class Speaker {
    private var player: AVAudioPlayer?

    /// Plays a WAV file in place of what plays. False where the device has nothing to play it with.
    func play(_ sound: Data) -> Bool {
        hush()
        do {
            // Heard also where the switch at the side is set to silent: somebody touched the tile to hear it.
            try AVAudioSession.sharedInstance().setCategory(.playback, mode: .spokenAudio)
            try AVAudioSession.sharedInstance().setActive(true)
            let made = try AVAudioPlayer(data: sound, fileTypeHint: AVFileType.wav.rawValue)
            player = made
            return made.play()
        } catch {
            return false
        }
    }

    /// Nothing is heard any more.
    func hush() {
        player?.stop()
        player = nil
    }
}
