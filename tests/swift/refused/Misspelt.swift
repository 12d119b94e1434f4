// refused: has no member 'isHeading'
import SwiftUI

struct Misspelt: View {
    var body: some View { Text(verbatim: "").accessibilityAddTraits(.isHeading) }
}
