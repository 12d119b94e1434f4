package pocketcard.kit

import java.io.IOException
import pocketcard.ffi.About as FfiAbout
import pocketcard.ffi.Age as FfiAge
import pocketcard.ffi.Agreement
import pocketcard.ffi.Answer as FfiAnswer
import pocketcard.ffi.AnswerLine as FfiAnswerLine
import pocketcard.ffi.Answers
import pocketcard.ffi.Arrivals
import pocketcard.ffi.Basis as FfiBasis
import pocketcard.ffi.CarriedIn
import pocketcard.ffi.ChecklistView as FfiChecklistView
import pocketcard.ffi.Escrow as FfiEscrow
import pocketcard.ffi.Finding as FfiFinding
import pocketcard.ffi.How as FfiHow
import pocketcard.ffi.Level as FfiLevel
import pocketcard.ffi.OutboxState
import pocketcard.ffi.PhoneException
import pocketcard.ffi.Purpose as FfiPurpose
import pocketcard.ffi.RecordLine as FfiRecordLine
import pocketcard.ffi.RecordPage as FfiRecordPage
import pocketcard.ffi.Referral as FfiReferral
import pocketcard.ffi.Screening
import pocketcard.ffi.SectionState
import pocketcard.ffi.Settings as FfiSettings
import pocketcard.ffi.Shown as FfiShown
import pocketcard.ffi.Standing as FfiStanding
import pocketcard.ffi.Theme as FfiTheme
import pocketcard.ffi.Today as FfiToday

/** The core's types as the screens': the only file where both meet. */

internal fun FfiToday.kit() = Today(
    about = about.kit(),
    warnings = warnings,
    checklists = checklists.map { ChecklistLine(it.id, it.name, it.confidential) },
    drafts = drafts.map { DraftLine(it.id, it.keptAt, it.checklist, it.answered.toInt()) },
    waiting = outbox.map { Waiting(it.parcel, it.bytes.toLong(), it.state.word(), it.why) },
    nextTry = nextTry,
    answers = answers.map { it.kit() },
)

internal fun FfiAbout.kit() = About(
    office = office,
    confidential = confidential,
    words = words,
    escrow = when (escrow) {
        FfiEscrow.OFF -> Escrow.OFF
        FfiEscrow.ASKED -> Escrow.ASKED
        FfiEscrow.AGREED -> Escrow.AGREED
    },
    duress = duress,
    packVersion = packVersion.toLong(),
    standing = when (standing) {
        FfiStanding.WAITING -> Standing.WAITING
        FfiStanding.ENROLLED -> Standing.ENROLLED
        FfiStanding.INVITATION_REFUSED -> Standing.INVITATION_REFUSED
        FfiStanding.REVOKED -> Standing.REVOKED
    },
)

private fun FfiAnswerLine.kit() = OfficeAnswer(to, code, madeAt, text)

private fun OutboxState.word() = when (this) {
    OutboxState.SEALED -> "state-sealed"
    OutboxState.IN_TRANSIT -> "state-in-transit"
    OutboxState.DELIVERED -> "state-delivered"
    OutboxState.RECEIVED -> "state-received"
    OutboxState.PURGED -> "state-purged"
    OutboxState.QUARANTINED -> "state-quarantined"
}

internal fun FfiSettings.kit() = Settings(
    language,
    when (theme) {
        FfiTheme.DEVICE -> Look.DEVICE
        FfiTheme.LIGHT -> Look.LIGHT
        FfiTheme.DARK -> Look.DARK
        FfiTheme.SUN -> Look.SUN
    },
)

internal fun Settings.ffi() = FfiSettings(
    language,
    when (look) {
        Look.DEVICE -> FfiTheme.DEVICE
        Look.LIGHT -> FfiTheme.LIGHT
        Look.DARK -> FfiTheme.DARK
        Look.SUN -> FfiTheme.SUN
    },
)

internal fun FfiAnswer.kit() = when (this) {
    FfiAnswer.OBSERVED -> Answer.OBSERVED
    FfiAnswer.TOLD -> Answer.TOLD
    FfiAnswer.REPORTED -> Answer.REPORTED
    FfiAnswer.NOT_OBSERVED -> Answer.NOT_OBSERVED
    FfiAnswer.NOT_ASKED -> Answer.NOT_ASKED
}

internal fun Answer.ffi() = when (this) {
    Answer.OBSERVED -> FfiAnswer.OBSERVED
    Answer.TOLD -> FfiAnswer.TOLD
    Answer.REPORTED -> FfiAnswer.REPORTED
    Answer.NOT_OBSERVED -> FfiAnswer.NOT_OBSERVED
    Answer.NOT_ASKED -> FfiAnswer.NOT_ASKED
}

private fun FfiAge.kit() = when (this) {
    FfiAge.ADULT -> Age.ADULT
    FfiAge.CHILD -> Age.CHILD
    FfiAge.MAY_BE_CHILD -> Age.MAY_BE_CHILD
    FfiAge.UNKNOWN -> Age.UNKNOWN
}

internal fun Age.ffi() = when (this) {
    Age.ADULT -> FfiAge.ADULT
    Age.CHILD -> FfiAge.CHILD
    Age.MAY_BE_CHILD -> FfiAge.MAY_BE_CHILD
    Age.UNKNOWN -> FfiAge.UNKNOWN
}

internal fun Draft.answers(): Answers {
    val mapped = answers.mapValues { it.value.ffi() }
    val rest = rest as Answers? ?: return Answers(checklist = checklist, age = age.ffi(), answers = mapped)
    return rest.copy(age = age.ffi(), answers = mapped)
}

internal fun Draft.screening() = Screening(
    answers = answers(),
    site = place,
    note = note,
    area = area,
    withoutService = withoutService,
    draft = id,
)

internal fun Screening.kit() = answers.kit().copy(
    id = draft,
    place = site,
    note = note,
    area = area,
    withoutService = withoutService,
)

internal fun Answers.kit() = Draft(
    checklist = checklist,
    age = age.kit(),
    answers = answers.mapValues { it.value.kit() },
    rest = this,
)

internal fun FfiChecklistView.kit() = Checklist(
    title,
    hint,
    confidential,
    notice,
    sections.map { section ->
        Section(
            section.id,
            section.title,
            section.hint,
            section.warning,
            when (section.state) {
                SectionState.OPEN -> Offer.OPEN
                SectionState.OFFERED -> Offer.OFFERED
                SectionState.AVAILABLE -> Offer.AVAILABLE
            },
            section.items.map { Item(it.id, it.text, it.hint, it.sight, it.answer.kit()) },
        )
    },
    askAge = askAge,
)

private fun FfiLevel.kit() = when (this) {
    FfiLevel.NO_FLAG -> Level.NO_FLAG
    FfiLevel.ENQUIRE -> Level.ENQUIRE
    FfiLevel.REFER -> Level.REFER
    FfiLevel.REFER_NOW -> Level.REFER_NOW
}

private fun List<FfiShown>.kit() = map { Shown(it.text, it.because) }

internal fun FfiFinding.kit() = Finding(
    level = level.kit(),
    child = treatedAsChild,
    reasons = reasons.kit(),
    advice = advice,
    urgent = urgent.kit(),
    forms = forms.kit(),
    elements = (act + means + purpose).kit(),
    linkages = linkages.kit(),
    title = title,
    meaning = meaning,
    ofPeople = ofPeople,
    firstAdvice = firstAdvice.toInt(),
    since = listOfNotNull(since?.let { it to emptyList<String>() }) + sinceParts.map { it.title to it.signs },
)

private fun Consent.agreement(): Agreement {
    val basis = when (basis) {
        Basis.OWN -> FfiBasis.Own
        Basis.CAREGIVER -> FfiBasis.CaregiverAndChild
        Basis.BEST_INTERESTS -> FfiBasis.BestInterests(reason)
        // Nobody could be asked, and so nobody agreed to anything else.
        Basis.LIFE_IN_DANGER -> return service?.let { Agreement.LifeInDanger(it, reason, note) } ?: Agreement.Declined
    }
    val told = service ?: return Agreement.NotReferred(basis, statistics, accountability)
    return Agreement.Agreed(told, basis, statistics, accountability, note)
}

internal fun Referral.ffi() = FfiReferral(
    about = about,
    needs = needs,
    agreement = consent?.agreement() ?: Agreement.Declined,
    how = when (how) {
        How.SPOKEN -> FfiHow.SPOKEN
        How.INTERPRETED -> FfiHow.INTERPRETED
        How.WRITTEN -> FfiHow.WRITTEN
        How.HEARD -> FfiHow.HEARD
    },
    language = language,
)

internal fun FfiRecordLine.kit() = RecordLine(id, "record-$kind", code, site, madeAt, readable, received)

internal fun FfiRecordPage.kit() = RecordPage(
    line = line.kit(),
    answers = answers?.kit(),
    finding = finding?.kit(),
    note = note,
    service = service,
    needs = needs,
    agreed = agreed.map {
        when (it) {
            FfiPurpose.SERVICES -> "consent-services"
            FfiPurpose.REFERRAL -> "consent-referral"
            FfiPurpose.STATISTICS -> "consent-statistics"
            FfiPurpose.ACCOUNTABILITY -> "consent-accountability"
        }
    },
    office = office.map { it.kit() },
)

internal fun Synced.kit() = outcome(arrivals, "carried-given" to tally.delivered.toLong())

internal fun CarriedIn.kit() = outcome(
    arrivals,
    "carried-new" to taken.toLong(),
    "carried-known" to held.toLong(),
    "carried-missing" to maxOf(missing.toLong(), if (cut || damaged) 1L else 0L),
    refused = refused,
)

private fun outcome(
    arrivals: Arrivals,
    vararg counts: Pair<String, Long>,
    refused: List<String> = emptyList(),
): Outcome {
    val all = refused + arrivals.refused
    val told = counts.toList() + listOf(
        "carried-confirmed" to arrivals.received.toLong(),
        "carried-answers" to arrivals.answers.toLong(),
        "carried-for-others" to arrivals.carried.toLong(),
        "carried-pack" to (arrivals.pack?.toLong() ?: 0L),
        "carried-refused" to all.size.toLong() + arrivals.setAside.toLong(),
    )
    return Outcome(told.filter { it.second != 0L }, all, arrivals.wipe)
}

/** What went wrong, without what was thrown: a stack trace can hold what a person entered. */
internal fun failure(thrown: Exception): Failure = when (thrown) {
    is Failure -> thrown
    is PhoneException.Locked -> Failure(thrown.code)
    is PhoneException.Passphrase -> Failure(thrown.code, thrown.attemptsLeft?.toInt())
    is PhoneException.Keystore -> Failure(thrown.code)
    is PhoneException.Enrolment -> Failure(thrown.code)
    is PhoneException.Invitation -> Failure(thrown.code)
    is PhoneException.Request -> Failure(thrown.code)
    is PhoneException.Storage -> Failure(thrown.code)
    is PhoneException.Transport -> Failure(thrown.code)
    is PhoneException.Cancelled -> Failure(thrown.code)
    is PhoneException.Host -> Failure(thrown.code)
    is HubAnswered -> Failure(thrown.code)
    is IOException -> Failure("network")
    else -> Failure("unknown")
}
