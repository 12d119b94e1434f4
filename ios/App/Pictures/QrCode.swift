import CoreGraphics
import CoreImage
import Foundation

/// A code to be scanned, one dot of the picture for each of its own.
enum QrCode {
    static func of(_ text: String) -> CGImage? {
        let filter = CIFilter(name: "CIQRCodeGenerator")
        filter?.setValue(Data(text.utf8), forKey: "inputMessage")
        // A glass is read from near: the fewest dots are the largest.
        filter?.setValue("L", forKey: "inputCorrectionLevel")
        guard let image = filter?.outputImage else { return nil }
        return CIContext().createCGImage(image, from: image.extent)
    }
}
