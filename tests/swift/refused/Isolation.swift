// refused: main actor-isolated
// A screen's state is the main thread's.
import PocketcardKit

func told(_ screen: TodayScreen) -> Bool { screen.state.asksToAnnounce }
