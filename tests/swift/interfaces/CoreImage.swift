// Declared from Apple's public documentation, just as much as ios/App uses, so that the app can be type-checked on Linux.
// Nothing here does anything: names, types and isolation are checked against it, and neither layout nor behaviour.

@_exported import CoreGraphics
import Foundation

open class CIImage: NSObject {
    open var extent: CGRect { fatalError() }
}

open class CIContext: NSObject {
    open func createCGImage(_ image: CIImage, from rect: CGRect) -> CGImage? { fatalError() }
}

open class CIFilter: NSObject {
    public init?(name: String) { fatalError() }
    open func setValue(_ value: Any?, forKey key: String) { fatalError() }
    open var outputImage: CIImage? { fatalError() }
}
