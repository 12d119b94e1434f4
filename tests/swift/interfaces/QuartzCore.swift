// Declared from Apple's public documentation, just as much as ios/App uses, so that the app can be type-checked on Linux.
// Nothing here does anything: names, types and isolation are checked against it, and neither layout nor behaviour.

import Foundation

open class CALayer: NSObject {
    public override init() { super.init() }
    open var frame: CGRect {
        get { fatalError() }
        set {}
    }
    open func addSublayer(_ layer: CALayer) { fatalError() }
}
