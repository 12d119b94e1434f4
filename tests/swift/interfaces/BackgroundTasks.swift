// Declared from Apple's public documentation, just as much as ios/App uses, so that the app can be type-checked on Linux.
// Nothing here does anything: names, types and isolation are checked against it, and neither layout nor behaviour.

import Foundation

open class BGTaskRequest: NSObject {
    open var earliestBeginDate: Date?
}

open class BGAppRefreshTaskRequest: BGTaskRequest {
    public init(identifier: String) { fatalError() }
}

open class BGTaskScheduler: NSObject, @unchecked Sendable {
    open class var shared: BGTaskScheduler { fatalError() }
    open func submit(_ taskRequest: BGTaskRequest) throws { fatalError() }
}
