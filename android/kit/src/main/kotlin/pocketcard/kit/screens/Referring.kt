package pocketcard.kit.screens

import pocketcard.kit.Basis
import pocketcard.kit.Choice
import pocketcard.kit.Consent
import pocketcard.kit.Directory
import pocketcard.kit.Failure
import pocketcard.kit.GuidanceCard
import pocketcard.kit.How
import pocketcard.kit.Referral
import pocketcard.kit.Service
import pocketcard.kit.ServiceFound
import pocketcard.kit.Wanted
import pocketcard.kit.Words

public data class ReferState(
    val directory: Directory? = null,
    val needs: Set<String> = emptySet(),
    val services: List<Service> = emptyList(),
    val service: String? = null,
    /** Tag of the language of the person, in which consent is read and the card is written. */
    val language: String = "",
    /** What to read aloud. */
    val spoken: Words? = null,
    val child: Boolean = false,
    val basis: Basis = Basis.OWN,
    val reason: String = "",
    val how: How = How.SPOKEN,
    val statistics: Boolean = false,
    val accountability: Boolean = false,
    val note: String = "",
    /** The card to read out or hand over, once it is decided. */
    val card: List<String>? = null,
    val agreed: Boolean = false,
)

/** Offers a referral: what is needed, which service, consent in the person's language, the card either way. */
public class ReferScreen(app: App, private val record: String, child: Boolean) :
    Screen<ReferState, ReferScreen.Event>(
        app,
        ReferState(child = child, basis = if (child) Basis.CAREGIVER else Basis.OWN),
    ) {
    public sealed interface Event {
        public data class Need(val id: String) : Event

        public data class Chose(val service: String) : Event

        public data class Language(val tag: String) : Event

        public data class OnWord(val basis: Basis) : Event

        public class Reason(public val text: String) : Event

        public data class Asked(val how: How) : Event

        public object Statistics : Event

        public object Accountability : Event

        public class Note(public val text: String) : Event

        public object Agreed : Event

        public object Declined : Event

        public object Done : Event
    }

    override fun enter() {
        aside {
            val directory = phone.directory(app.language)
            change { it.copy(directory = directory) }
            look()
            if (now.language.isEmpty()) speak(app.language)
        }
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Need -> {
            change { it.copy(needs = it.needs.toggled(event.id)) }
            aside { look() }.let { }
        }
        is Event.Chose -> change { it.copy(service = event.service) }
        is Event.Language -> aside { speak(event.tag) }.let { }
        is Event.OnWord -> change { it.copy(basis = event.basis) }
        is Event.Reason -> change { it.copy(reason = event.text) }
        is Event.Asked -> change { it.copy(how = event.how) }
        Event.Statistics -> change { it.copy(statistics = !it.statistics) }
        Event.Accountability -> change { it.copy(accountability = !it.accountability) }
        is Event.Note -> change { it.copy(note = event.text) }
        Event.Agreed -> work { refer(agreed = true) }
        Event.Declined -> work { refer(agreed = false) }
        Event.Done -> app.home()
    }

    /** Services that meet any of the needs; all where none is named. */
    private suspend fun look() {
        val wanted = now.needs.ifEmpty { setOf(null) }
        val found = wanted.flatMap { phone.services(Wanted(need = it), app.language) }.distinctBy { it.id }
        change { state ->
            state.copy(services = found, service = state.service?.takeIf { id -> found.any { it.id == id } })
        }
    }

    private suspend fun speak(tag: String) {
        val words = phone.words(tag)
        change { it.copy(language = words.tag, spoken = words) }
    }

    private suspend fun refer(agreed: Boolean) {
        val state = now
        val service = state.service.takeIf { agreed }
        if (agreed && service == null) return
        // Anyone who wants no service told may agree to be counted all the same, or to an inquiry.
        val consent = Consent(service, state.basis, state.reason, state.statistics, state.accountability, state.note)
            .takeIf { agreed || state.statistics || state.accountability }
        val card = phone.refer(Referral(record, state.needs.toList(), state.how, state.language, consent))
        change { it.copy(card = card, agreed = agreed) }
    }

    override fun failed(failure: Failure) {
        super.failed(failure)
        if (failure.code.startsWith("consent-")) change { it.copy(child = true) }
    }
}

public data class ServicesState(
    val directory: Directory? = null,
    val wanted: Wanted = Wanted(),
    val services: List<Service> = emptyList(),
)

/** The directory of services. */
public class ServicesScreen(app: App) : Screen<ServicesState, ServicesScreen.Event>(app, ServicesState()) {
    public sealed interface Event {
        public data class Look(val wanted: Wanted) : Event

        /** There is something to tell the office of this service. */
        public data class Tell(val service: String) : Event
    }

    override fun enter() {
        aside {
            val directory = phone.directory(app.language)
            change { it.copy(directory = directory) }
            look()
        }
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Look -> {
            change { it.copy(wanted = event.wanted) }
            aside { look() }.let { }
        }
        is Event.Tell -> app.open(TellScreen(app, event.service))
    }

    private suspend fun look() {
        val services = phone.services(now.wanted, app.language)
        change { it.copy(services = services) }
    }
}

public data class TellState(
    val services: List<Service> = emptyList(),
    val found: ServiceFound? = null,
    val service: String? = null,
    val note: String = "",
) {
    /** What was found is said, and of which service where there is one. */
    public val complete: Boolean get() = found == ServiceFound.NEW || (found != null && service != null)
}

/** Tells the office what was found at a service, or of a new one. */
public class TellScreen(app: App, service: String? = null) :
    Screen<TellState, TellScreen.Event>(app, TellState(service = service)) {
    public sealed interface Event {
        public data class Found(val found: ServiceFound) : Event

        public data class Chose(val service: String) : Event

        public class Note(public val text: String) : Event

        public object Send : Event
    }

    override fun enter() {
        aside {
            val services = phone.services(Wanted(), app.language)
            change { it.copy(services = services) }
        }
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Found -> change { it.copy(found = event.found) }
        is Event.Chose -> change { it.copy(service = event.service) }
        is Event.Note -> change { it.copy(note = event.text) }
        Event.Send -> work { send() }
    }

    private suspend fun send() {
        val found = now.found ?: return
        phone.reportService(now.service.takeIf { found != ServiceFound.NEW }, found, now.note)
        app.back()
        app.tell("tell-done")
    }
}

public data class GuidanceState(
    val search: String = "",
    val cards: List<GuidanceCard>? = null,
    /** The titles of the cards that are unfolded. */
    val unfolded: Set<String> = emptySet(),
)

/** Cards of guidance and explained words. */
public class GuidanceScreen(app: App) : Screen<GuidanceState, GuidanceScreen.Event>(app, GuidanceState()) {
    public sealed interface Event {
        public data class Search(val words: String) : Event

        public data class Fold(val card: String) : Event
    }

    override fun enter() {
        aside { look() }
    }

    override fun on(event: Event): Unit = when (event) {
        is Event.Search -> {
            change { it.copy(search = event.words) }
            aside { look() }.let { }
        }
        is Event.Fold -> change { it.copy(unfolded = it.unfolded.toggled(event.card)) }
    }

    private suspend fun look() {
        val asked = now.search
        val cards = phone.guidance(asked, app.language)
        change { if (it.search == asked) it.copy(cards = cards) else it }
    }
}
