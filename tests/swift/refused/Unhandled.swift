// refused: switch must be exhaustive
import PocketcardKit

func said(_ door: Door) -> Bool {
    switch door {
    case .open: true
    case .locked: false
    }
}
