import PocketcardKit
import SwiftUI

/// The page of a screen.
struct ScreenView: View {
    let screen: AnyObject

    var body: some View {
        switch screen {
        case let screen as NeutralScreen: NeutralPage(screen: screen)
        case let screen as EnrolScreen: EnrolPage(screen: screen)
        case let screen as UnlockScreen: UnlockPage(screen: screen)
        case let screen as TodayScreen: TodayPage(screen: screen)
        case let screen as ScreeningScreen: ScreeningPage(screen: screen)
        case let screen as FindingScreen: FindingPage(screen: screen)
        case let screen as ReferScreen: ReferPage(screen: screen)
        case let screen as AloneScreen: AlonePage(screen: screen)
        case let screen as TellScreen: TellPage(screen: screen)
        default: OtherScreenView(screen: screen)
        }
    }
}

/// The pages of the other screens: one switch over all of them takes the compiler long.
private struct OtherScreenView: View {
    let screen: AnyObject

    var body: some View {
        switch screen {
        case let screen as PracticeScreen: PracticePage(screen: screen)
        case let screen as CaseScreen: CasePage(screen: screen)
        case let screen as ServicesScreen: ServicesPage(screen: screen)
        case let screen as GuidanceScreen: GuidancePage(screen: screen)
        case let screen as CarryScreen: CarryPage(screen: screen)
        case let screen as MeetScreen: MeetPage(screen: screen)
        case let screen as PartsOutScreen: PartsOutPage(screen: screen)
        case let screen as PartsInScreen: PartsInPage(screen: screen)
        default: OwnScreenView(screen: screen)
        }
    }
}

/// Records and settings.
private struct OwnScreenView: View {
    let screen: AnyObject

    var body: some View {
        switch screen {
        case let screen as RecordsScreen: RecordsPage(screen: screen)
        case let screen as RecordScreen: RecordPage(screen: screen)
        case let screen as AmendScreen: AmendPage(screen: screen)
        case let screen as SettingsScreen: SettingsPage(screen: screen)
        case let screen as PassphraseScreen: PassphrasePage(screen: screen)
        case let screen as WordsScreen: WordsPage(screen: screen)
        case let screen as DuressScreen: DuressPage(screen: screen)
        case let screen as EscrowScreen: EscrowPage(screen: screen)
        case let screen as CheckScreen: CheckPage(screen: screen)
        case let screen as CleanScreen: CleanPage(screen: screen)
        // tests/swift/screens.py holds this list against the kit's screens.
        default: EmptyView()
        }
    }
}
