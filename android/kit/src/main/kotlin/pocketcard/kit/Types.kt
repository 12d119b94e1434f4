package pocketcard.kit

/** All words of the app in one language: a screen has no sentence of its own. */
public class Words(
    public val tag: String,
    public val rightToLeft: Boolean,
    /** Says that no speaker of the language has read its texts yet, where that is so. */
    public val review: String?,
    private val texts: Map<String, String>,
) {
    /** The words of this id. */
    public operator fun get(id: String): String = texts[id] ?: id

    /** What to do after this failure. */
    public fun failed(code: String): String = texts["error-$code"] ?: get("error-unknown")

    public operator fun contains(id: String): Boolean = id in texts
}

public data class Language(val tag: String, val name: String, val rightToLeft: Boolean, val reviewed: Boolean)

public enum class Look { DEVICE, LIGHT, DARK, SUN }

/** What the owner chose. An empty language is the device's. */
public data class Settings(val language: String = "", val look: Look = Look.DEVICE)

/** Whether the phone can be entered. */
public enum class Door { NOT_ENROLLED, LOCKED, OPEN }

/** How this phone stands with its office; `standing-…` says it in words. */
public enum class Standing(public val word: String) {
    WAITING("standing-waiting"),
    ENROLLED("standing-enrolled"),
    INVITATION_REFUSED("standing-invitation-refused"),
    REVOKED("standing-revoked"),
}

public data class About(
    val office: String,
    val confidential: String?,
    /** Six words for this phone's keys: its owner reads them to the office. */
    val words: String,
    val escrow: Escrow,
    /** The office's policy lets the owner set a passphrase that erases. */
    val duress: Boolean,
    val packVersion: Long,
    val standing: Standing,
)

/** Whether the office can open this phone without its owner. */
public enum class Escrow { OFF, ASKED, AGREED }

/** Who made an invitation, as it says itself, and six words to compare with the office by word of mouth. */
public data class Invited(val office: String, val words: String)

/** The day at a glance. */
public data class Today(
    val about: About,
    /** Ids of words. */
    val warnings: List<String>,
    val checklists: List<ChecklistLine>,
    val drafts: List<DraftLine>,
    val waiting: List<Waiting>,
    val nextTry: Long?,
    val answers: List<OfficeAnswer>,
)

public data class ChecklistLine(val id: String, val name: String, val confidential: Boolean)

public data class DraftLine(val id: String, val keptAt: Long, val checklist: String, val answered: Int)

/** What waits for the office: [state] and [why] are ids of words. */
public data class Waiting(val parcel: String, val bytes: Long, val state: String, val why: String)

public data class OfficeAnswer(val to: String, val code: String, val madeAt: Long, val text: String)

public enum class Answer(public val word: String) {
    OBSERVED("answer-observed"),
    TOLD("answer-told"),
    REPORTED("answer-reported"),
    NOT_OBSERVED("answer-not-observed"),
    NOT_ASKED("answer-not-asked"),
}

public enum class Age(public val word: String) {
    ADULT("age-adult"),
    CHILD("age-child"),
    MAY_BE_CHILD("age-may-be-child"),
    UNKNOWN("age-unknown"),
}

/** Everything that was entered of a screening. Printing it says nothing of what a person wrote. */
public class Draft(
    public val checklist: String,
    public val id: String? = null,
    public val age: Age = Age.UNKNOWN,
    public val answers: Map<String, Answer> = emptyMap(),
    public val place: String = "",
    public val note: String = "",
    public val area: String = "",
    public val withoutService: String = "",
    /** What the core keeps beside it: versions, notes of indicators, values of questions. */
    internal val rest: Any? = null,
) {
    public fun copy(
        id: String? = this.id,
        age: Age = this.age,
        answers: Map<String, Answer> = this.answers,
        place: String = this.place,
        note: String = this.note,
        area: String = this.area,
        withoutService: String = this.withoutService,
    ): Draft = Draft(checklist, id, age, answers, place, note, area, withoutService, rest)

    override fun toString(): String = "Draft(…)"
}

/** A draft without the allegations against our own people, and a misconduct report that holds these alone. */
public class Apart(public val rest: Draft, public val report: Draft)

/** A checklist as it stands. */
public data class Checklist(
    val title: String,
    val hint: String?,
    val confidential: Boolean,
    val notice: String?,
    val sections: List<Section>,
    /** The one question about the age, where something was noticed and nothing is noted of it. */
    val askAge: String? = null,
)

public data class Section(
    val id: String,
    val title: String,
    val hint: String?,
    val warning: String?,
    val offer: Offer,
    val items: List<Item>,
)

/** How a section stands: `offer-…` says it in words. */
public enum class Offer(public val word: String) {
    OPEN("offer-open"),
    OFFERED("offer-offered"),
    AVAILABLE("offer-available"),
}

public data class Item(
    val id: String,
    val text: String,
    val hint: String?,
    val sight: Boolean,
    val answer: Answer,
)

public enum class Level(public val word: String) {
    NO_FLAG("level-no-flag"),
    ENQUIRE("level-enquire"),
    REFER("level-refer"),
    REFER_NOW("level-refer-now"),
}

/** Something that answers point to, and what led to it. */
public data class Shown(val text: String, val because: List<String>)

/** What the answers indicate. It flags and never judges. */
public data class Finding(
    val level: Level,
    val child: Boolean,
    val reasons: List<Shown>,
    val advice: List<String>,
    val urgent: List<Shown>,
    val forms: List<Shown>,
    val elements: List<Shown>,
    val linkages: List<Shown>,
    /** The level in words: a place is reported, an offer is passed on, people are offered a referral. */
    val title: String = "",
    val meaning: String = "",
    /** It is about people, who can be offered a referral. */
    val ofPeople: Boolean = true,
    /** How many pieces of advice stand before the rest, which is folded. */
    val firstAdvice: Int = 3,
    /** Of a place that was visited before: what is otherwise since then, by title; the first title says since when. */
    val since: List<Pair<String, List<String>>> = emptyList(),
)

/** A screening that was finished. A confidential one leaves no record. */
public data class Screened(val record: String?, val code: String, val finding: Finding)

public data class Choice(val id: String, val text: String)

/** What services can be looked for by. */
public data class Directory(val needs: List<Choice>, val areas: List<String>, val languages: List<String>)

/** Which services are looked for; what is left out matches all. */
public data class Wanted(val need: String? = null, val area: String? = null, val language: String? = null)

public data class Service(val id: String, val name: String, val card: List<String>, val needs: List<String>)

/** What was found at a service. */
public enum class ServiceFound(public val word: String) {
    CONFIRMED("service-found-confirmed"),
    CLOSED("service-found-closed"),
    FULL("service-found-full"),
    UNSAFE("service-found-unsafe"),
    CHANGED("service-found-changed"),
    CONDITIONS("service-found-conditions"),

    /** It is not in the directory yet. */
    NEW("service-found-new"),
}

/** On whose word consent rests. */
public enum class Basis(public val word: String) {
    OWN("refer-own"),
    CAREGIVER("refer-caregiver"),
    BEST_INTERESTS("refer-best"),

    /** The person cannot answer; nobody agreed. */
    LIFE_IN_DANGER("refer-danger"),
}

/** How a person was asked. */
public enum class How(public val word: String) {
    SPOKEN("refer-spoken"),
    INTERPRETED("refer-interpreted"),
    WRITTEN("refer-written"),
    HEARD("refer-heard"),
}

/** A referral that was offered. Without a [consent] the person said no. */
public data class Referral(
    val about: String,
    val needs: List<String>,
    val how: How,
    val language: String,
    val consent: Consent?,
)

/** What the person agreed to: that this service is told, or none, and whether for tables and inquiries too. */
public class Consent(
    public val service: String?,
    public val basis: Basis,
    public val reason: String = "",
    public val statistics: Boolean = false,
    public val accountability: Boolean = false,
    public val note: String = "",
) {
    override fun toString(): String = "Consent(…)"
}

/** A line of the list of records; [kind] is an id of words. */
public data class RecordLine(
    val id: String,
    val kind: String,
    val code: String,
    val place: String,
    val madeAt: Long,
    val readable: Boolean,
    val received: Boolean,
)

/** A record to read; [agreed] are ids of words. */
public data class RecordPage(
    val line: RecordLine,
    /** A screening's answers, to be corrected. */
    val answers: Draft?,
    val finding: Finding?,
    val note: String,
    val service: String,
    val needs: List<String>,
    val agreed: List<String>,
    val office: List<OfficeAnswer>,
)

public data class GuidanceCard(val title: String, val points: List<String>)

/** What an exchange did and changed: pairs of an id of words and a number, none of them zero. */
public data class Outcome(
    val counts: List<Pair<String, Long>>,
    val refused: List<String> = emptyList(),
    /** The office asks for everything to be erased. */
    val wipe: Boolean = false,
)

/** Whether the storage is as it should be, and what is not. */
public data class Checked(val good: Boolean, val problems: List<String>)

/** Something did not work. [code] is for `error-…`; it never repeats what was entered. */
public class Failure(public val code: String, public val triesLeft: Int? = null) : Exception(code)
