// Declared from Apple's public documentation, just as much as ios/App uses, so that the app can be type-checked on Linux.
// Nothing here does anything: names, types and isolation are checked against it, and neither layout nor behaviour.

@_exported import CoreGraphics
@_exported import Foundation
@_exported import QuartzCore
import UniformTypeIdentifiers

// What Objective-C brings on Apple's systems.

public struct Selector: Hashable, Sendable {}

public func NSStringFromSelector(_ selector: Selector) -> String { fatalError() }

// Views

@MainActor
open class UIResponder: NSObject {
    public override init() { super.init() }
    open var isFirstResponder: Bool { fatalError() }
    @discardableResult open func resignFirstResponder() -> Bool { fatalError() }
    open func canPerformAction(_ action: Selector, withSender sender: Any?) -> Bool { fatalError() }
    open func copy(_ sender: Any?) { fatalError() }
    open func cut(_ sender: Any?) { fatalError() }
    open func accessibilityPerformEscape() -> Bool { fatalError() }
    open var accessibilityLabel: String? {
        get { fatalError() }
        set {}
    }
    open var accessibilityHint: String? {
        get { fatalError() }
        set {}
    }
}

@MainActor
open class UIView: UIResponder {
    public init(frame: CGRect) { super.init() }
    public required init?(coder: NSCoder) { fatalError() }
    open var bounds: CGRect {
        get { fatalError() }
        set {}
    }
    open var layer: CALayer { fatalError() }
    open var backgroundColor: UIColor? {
        get { fatalError() }
        set {}
    }
    open var translatesAutoresizingMaskIntoConstraints: Bool {
        get { fatalError() }
        set {}
    }
    open func addSubview(_ view: UIView) { fatalError() }
    open func addGestureRecognizer(_ gestureRecognizer: UIGestureRecognizer) { fatalError() }
    @discardableResult open func endEditing(_ force: Bool) -> Bool { fatalError() }
    open func sizeThatFits(_ size: CGSize) -> CGSize { fatalError() }
    open var safeAreaLayoutGuide: UILayoutGuide { fatalError() }
    open var topAnchor: NSLayoutYAxisAnchor { fatalError() }
    open var leadingAnchor: NSLayoutXAxisAnchor { fatalError() }
    open var widthAnchor: NSLayoutDimension { fatalError() }
    open var heightAnchor: NSLayoutDimension { fatalError() }
}

@MainActor
open class UILayoutGuide: NSObject {
    open var topAnchor: NSLayoutYAxisAnchor { fatalError() }
    open var leadingAnchor: NSLayoutXAxisAnchor { fatalError() }
}

@MainActor
open class NSLayoutAnchor<AnchorType: AnyObject>: NSObject {
    open func constraint(equalTo anchor: NSLayoutAnchor<AnchorType>, constant: CGFloat) -> NSLayoutConstraint {
        fatalError()
    }
}

open class NSLayoutXAxisAnchor: NSLayoutAnchor<NSLayoutXAxisAnchor> {}
open class NSLayoutYAxisAnchor: NSLayoutAnchor<NSLayoutYAxisAnchor> {}

open class NSLayoutDimension: NSLayoutAnchor<NSLayoutDimension> {
    open func constraint(equalToConstant: CGFloat) -> NSLayoutConstraint { fatalError() }
}

@MainActor
open class NSLayoutConstraint: NSObject {
    open class func activate(_ constraints: [NSLayoutConstraint]) { fatalError() }
}

open class UIColor: NSObject, @unchecked Sendable {
    open class var black: UIColor { fatalError() }
    open class var clear: UIColor { fatalError() }
    open class var label: UIColor { fatalError() }
    open class var systemBackground: UIColor { fatalError() }
}

open class UIFont: NSObject, @unchecked Sendable {
    public struct TextStyle: Hashable, RawRepresentable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public static let body = TextStyle(rawValue: "")
    }

    open class func preferredFont(forTextStyle style: TextStyle) -> UIFont { fatalError() }
    open var lineHeight: CGFloat { fatalError() }
}

open class UIImage: NSObject, @unchecked Sendable {
    open func jpegData(compressionQuality: CGFloat) -> Data? { fatalError() }
}

// Controls and fields

@MainActor
open class UIAction: NSObject {
    public convenience init(handler: @escaping (UIAction) -> Void) { fatalError() }
}

open class UIControl: UIView {
    public struct Event: OptionSet, Sendable {
        public let rawValue: UInt
        public init(rawValue: UInt) { self.rawValue = rawValue }
        public static let editingChanged = Event(rawValue: 1 << 17)
    }

    open func addAction(_ action: UIAction, for controlEvents: Event) { fatalError() }
}

open class UIButton: UIControl {
    public enum ButtonType: Int, Sendable {
        case custom = 0
        case system
        case close = 7
    }

    public convenience init(type buttonType: ButtonType = .system, primaryAction: UIAction?) { fatalError() }
}

public enum UIKeyboardType: Int, Sendable {
    case `default`, asciiCapable, numbersAndPunctuation, URL, numberPad
}

public enum UIReturnKeyType: Int, Sendable {
    case `default` = 0
    case done = 9
}

public enum UITextAutocapitalizationType: Int, Sendable { case none, words, sentences, allCharacters }
public enum UITextAutocorrectionType: Int, Sendable { case `default`, no, yes }
public enum UITextSpellCheckingType: Int, Sendable { case `default`, no, yes }
public enum UITextSmartQuotesType: Int, Sendable { case `default`, no, yes }
public enum UITextSmartDashesType: Int, Sendable { case `default`, no, yes }
public enum UITextSmartInsertDeleteType: Int, Sendable { case `default`, no, yes }
public enum UITextInlinePredictionType: Int, Sendable { case `default`, no, yes }

@available(iOS 18.0, *)
public enum UIWritingToolsBehavior: Int, Sendable {
    case none = -1
    case `default` = 0
    case complete
    case limited
}

public struct UITextContentType: Hashable, RawRepresentable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

open class NSTextContainer: NSObject {}

@MainActor
open class UITextRange: NSObject {}

@MainActor
open class UIDragInteraction: NSObject {
    open var isEnabled: Bool {
        get { fatalError() }
        set {}
    }
}

@MainActor
public protocol UITextViewDelegate: NSObjectProtocol {
    func textViewDidChange(_ textView: UITextView)
    func textView(
        _ textView: UITextView, shouldChangeTextIn range: NSRange, replacementText text: String
    ) -> Bool
}

@MainActor
open class UITextView: UIView {
    public init(frame: CGRect, textContainer: NSTextContainer?) { super.init(frame: frame) }
    public required init?(coder: NSCoder) { fatalError() }
    public convenience init() { fatalError() }
    open weak var delegate: (any UITextViewDelegate)?
    open var text: String! {
        get { fatalError() }
        set {}
    }
    open var font: UIFont? {
        get { fatalError() }
        set {}
    }
    open var textColor: UIColor? {
        get { fatalError() }
        set {}
    }
    open var isScrollEnabled: Bool {
        get { fatalError() }
        set {}
    }
    open var allowsEditingTextAttributes: Bool {
        get { fatalError() }
        set {}
    }
    open var adjustsFontForContentSizeCategory: Bool {
        get { fatalError() }
        set {}
    }
    open var textDragInteraction: UIDragInteraction? { fatalError() }
    open var selectedTextRange: UITextRange? {
        get { fatalError() }
        set {}
    }
    open func text(in range: UITextRange) -> String? { fatalError() }
    open func replace(_ range: UITextRange, withText text: String) { fatalError() }

    open var keyboardType: UIKeyboardType {
        get { fatalError() }
        set {}
    }
    open var returnKeyType: UIReturnKeyType {
        get { fatalError() }
        set {}
    }
    open var autocapitalizationType: UITextAutocapitalizationType {
        get { fatalError() }
        set {}
    }
    open var autocorrectionType: UITextAutocorrectionType {
        get { fatalError() }
        set {}
    }
    open var spellCheckingType: UITextSpellCheckingType {
        get { fatalError() }
        set {}
    }
    open var smartQuotesType: UITextSmartQuotesType {
        get { fatalError() }
        set {}
    }
    open var smartDashesType: UITextSmartDashesType {
        get { fatalError() }
        set {}
    }
    open var smartInsertDeleteType: UITextSmartInsertDeleteType {
        get { fatalError() }
        set {}
    }
    open var inlinePredictionType: UITextInlinePredictionType {
        get { fatalError() }
        set {}
    }
    @available(iOS 18.0, *) open var writingToolsBehavior: UIWritingToolsBehavior {
        get { fatalError() }
        set {}
    }
}

@MainActor
open class UITextField: UIControl {
    public override init(frame: CGRect) { super.init(frame: frame) }
    public required init?(coder: NSCoder) { fatalError() }
    public convenience init() { fatalError() }
    open var text: String? {
        get { fatalError() }
        set {}
    }
    open var hasText: Bool { fatalError() }
    open var font: UIFont? {
        get { fatalError() }
        set {}
    }
    open var adjustsFontForContentSizeCategory: Bool {
        get { fatalError() }
        set {}
    }
    open var isSecureTextEntry: Bool {
        get { fatalError() }
        set {}
    }
    open var textContentType: UITextContentType! {
        get { fatalError() }
        set {}
    }
    open var autocapitalizationType: UITextAutocapitalizationType {
        get { fatalError() }
        set {}
    }
    open var autocorrectionType: UITextAutocorrectionType {
        get { fatalError() }
        set {}
    }
    open var spellCheckingType: UITextSpellCheckingType {
        get { fatalError() }
        set {}
    }
    open var smartInsertDeleteType: UITextSmartInsertDeleteType {
        get { fatalError() }
        set {}
    }
    open var inlinePredictionType: UITextInlinePredictionType {
        get { fatalError() }
        set {}
    }
}

@MainActor
open class UIPasteboard: NSObject {
    public struct OptionsKey: Hashable, RawRepresentable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public static let expirationDate = OptionsKey(rawValue: "")
        public static let localOnly = OptionsKey(rawValue: "")
    }

    open class var general: UIPasteboard { fatalError() }
    open func setItems(_ items: [[String: Any]], options: [OptionsKey: Any] = [:]) { fatalError() }
}

// Gestures

@MainActor
open class UITouch: NSObject {}

@MainActor
public protocol UIGestureRecognizerDelegate: NSObjectProtocol {
    func gestureRecognizer(_ gestureRecognizer: UIGestureRecognizer, shouldReceive touch: UITouch) -> Bool
}

@MainActor
open class UIGestureRecognizer: NSObject {
    open weak var delegate: (any UIGestureRecognizerDelegate)?
    open var cancelsTouchesInView: Bool {
        get { fatalError() }
        set {}
    }
}

open class UITapGestureRecognizer: UIGestureRecognizer {}

public enum UIAccessibility {}

extension UIAccessibility {
    public static let elementFocusedNotification = NSNotification.Name("")
}

// Controllers

public enum UIModalPresentationStyle: Int, Sendable { case fullScreen = 0 }

@MainActor
open class UIViewController: UIResponder {
    public init(nibName: String?, bundle: Bundle?) { super.init() }
    public required init?(coder: NSCoder) { fatalError() }
    public convenience override init() { fatalError() }
    open var view: UIView! {
        get { fatalError() }
        set {}
    }
    open var presentedViewController: UIViewController? { fatalError() }
    open var popoverPresentationController: UIPopoverPresentationController? { fatalError() }
    open var modalPresentationStyle: UIModalPresentationStyle {
        get { fatalError() }
        set {}
    }
    open func present(
        _ viewControllerToPresent: UIViewController, animated flag: Bool, completion: (() -> Void)? = nil
    ) { fatalError() }
    open func dismiss(animated flag: Bool, completion: (() -> Void)? = nil) { fatalError() }
    open func viewDidLoad() { fatalError() }
    open func viewDidLayoutSubviews() { fatalError() }
    open func viewWillAppear(_ animated: Bool) { fatalError() }
    open func viewWillDisappear(_ animated: Bool) { fatalError() }
}

@MainActor
open class UIPopoverPresentationController: NSObject {
    open var sourceView: UIView?
    open var sourceRect: CGRect {
        get { fatalError() }
        set {}
    }
}

open class UINavigationController: UIViewController {}

@MainActor
public protocol UINavigationControllerDelegate: NSObjectProtocol {}

@MainActor
public protocol UIImagePickerControllerDelegate: NSObjectProtocol {
    func imagePickerController(
        _ picker: UIImagePickerController, didFinishPickingMediaWithInfo info: [UIImagePickerController.InfoKey: Any])
    func imagePickerControllerDidCancel(_ picker: UIImagePickerController)
}

open class UIImagePickerController: UINavigationController {
    public enum SourceType: Int, Sendable { case photoLibrary, camera, savedPhotosAlbum }

    public struct InfoKey: Hashable, RawRepresentable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public static let originalImage = InfoKey(rawValue: "")
    }

    open class func isSourceTypeAvailable(_ sourceType: SourceType) -> Bool { fatalError() }
    open weak var delegate: (any UIImagePickerControllerDelegate & UINavigationControllerDelegate)?
    open var sourceType: SourceType {
        get { fatalError() }
        set {}
    }
}

@MainActor
public protocol UIDocumentPickerDelegate: NSObjectProtocol {
    func documentPicker(_ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL])
    func documentPickerWasCancelled(_ controller: UIDocumentPickerViewController)
}

open class UIDocumentPickerViewController: UIViewController {
    public init(forOpeningContentTypes contentTypes: [UTType]) { fatalError() }
    public required init?(coder: NSCoder) { fatalError() }
    open weak var delegate: (any UIDocumentPickerDelegate)?
}

open class UIActivity: NSObject {
    public struct ActivityType: Hashable, RawRepresentable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

open class UIActivityViewController: UIViewController {
    public typealias CompletionWithItemsHandler = (UIActivity.ActivityType?, Bool, [Any]?, (any Error)?) -> Void
    public init(activityItems: [Any], applicationActivities: [UIActivity]?) { fatalError() }
    public required init?(coder: NSCoder) { fatalError() }
    open var completionWithItemsHandler: CompletionWithItemsHandler?
}

// The application, its scenes and windows

@MainActor
open class UIScene: UIResponder {
    public enum ActivationState: Int, Sendable {
        case unattached = -1, foregroundActive, foregroundInactive, background
    }
    open var activationState: ActivationState { fatalError() }
}

open class UIWindowScene: UIScene {
    open var keyWindow: UIWindow? { fatalError() }
}

open class UIWindow: UIView {
    public struct Level: Hashable, RawRepresentable, Sendable {
        public let rawValue: CGFloat
        public init(rawValue: CGFloat) { self.rawValue = rawValue }
        public static let alert = Level(rawValue: 0)
        public static func + (lhs: Level, rhs: CGFloat) -> Level { fatalError() }
    }

    public init(windowScene: UIWindowScene) { fatalError() }
    public required init?(coder: NSCoder) { fatalError() }
    open var rootViewController: UIViewController? {
        get { fatalError() }
        set {}
    }
    open var windowLevel: Level {
        get { fatalError() }
        set {}
    }
    open var isHidden: Bool {
        get { fatalError() }
        set {}
    }
}

public struct UIBackgroundTaskIdentifier: Hashable, RawRepresentable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let invalid = UIBackgroundTaskIdentifier(rawValue: 0)
}

@MainActor
open class UIApplication: UIResponder {
    public enum State: Int, Sendable { case active, inactive, background }

    public struct LaunchOptionsKey: Hashable, RawRepresentable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    public struct ExtensionPointIdentifier: Hashable, RawRepresentable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public static let keyboard = ExtensionPointIdentifier(rawValue: "")
    }

    open class var shared: UIApplication { fatalError() }
    open var connectedScenes: Set<UIScene> { fatalError() }
    open var isProtectedDataAvailable: Bool { fatalError() }
    open var applicationState: State { fatalError() }
    nonisolated open func beginBackgroundTask(
        withName taskName: String?, expirationHandler handler: (@MainActor @Sendable () -> Void)? = nil
    ) -> UIBackgroundTaskIdentifier { fatalError() }
    nonisolated open func endBackgroundTask(_ identifier: UIBackgroundTaskIdentifier) { fatalError() }
}

@MainActor
public protocol UIApplicationDelegate: NSObjectProtocol {
    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]?
    ) -> Bool
    func application(
        _ application: UIApplication,
        shouldAllowExtensionPointIdentifier extensionPointIdentifier: UIApplication.ExtensionPointIdentifier
    ) -> Bool
    func application(_ application: UIApplication, shouldSaveSecureApplicationState coder: NSCoder) -> Bool
}
