package pocketcard.kit

import com.google.zxing.BarcodeFormat
import com.google.zxing.BinaryBitmap
import com.google.zxing.DecodeHintType
import com.google.zxing.EncodeHintType
import com.google.zxing.PlanarYUVLuminanceSource
import com.google.zxing.ReaderException
import com.google.zxing.common.HybridBinarizer
import com.google.zxing.qrcode.QRCodeReader
import com.google.zxing.qrcode.QRCodeWriter
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel

/** A QR code: rows of dots, true where it is dark. The light margin around it is the drawer's. */
public class QrCode(public val size: Int, private val dark: BooleanArray) {
    public operator fun get(x: Int, y: Int): Boolean = dark[y * size + x]

    public companion object {
        public fun of(text: String): QrCode {
            val hints = mapOf(
                EncodeHintType.MARGIN to 0,
                EncodeHintType.ERROR_CORRECTION to ErrorCorrectionLevel.L,
            )
            val matrix = QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints)
            return QrCode(matrix.width, BooleanArray(matrix.width * matrix.height) { matrix[it % matrix.width, it / matrix.width] })
        }

        /** Reads a code from the brightness of a camera's picture, row by row; `null` where there is none. */
        public fun read(luminance: ByteArray, width: Int, height: Int): String? {
            val source = PlanarYUVLuminanceSource(luminance, width, height, 0, 0, width, height, false)
            // The second finds some codes that stand straight and that the first does not.
            return sequenceOf(DecodeHintType.TRY_HARDER, DecodeHintType.PURE_BARCODE)
                .firstNotNullOfOrNull { read(source, it) }
        }

        private fun read(source: PlanarYUVLuminanceSource, hint: DecodeHintType): String? = try {
            QRCodeReader().decode(BinaryBitmap(HybridBinarizer(source)), mapOf(hint to true)).text
        } catch (none: ReaderException) {
            null
        }
    }
}
