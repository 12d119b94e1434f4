/*
 * Who may do what with which key: enrolment, renewal, receipts, revocation, the change of the key of packs and of
 * the desk's own keys (a statement in a pack, which the roots sign),
 * with an attacker who sees every message, sends whatever he knows, holds back what he likes, owns a desk of his
 * own, has a copy of the invitation, and may steal the phone. `spin` tries every order of events.
 *
 * The programs do what this says in core/src/session (renew, arrivals) and office/src/desk (inviting, roster,
 * audience). Each of these makes the model break one promise, and must be found:
 *   UNSIGNED_RENEWAL     a phone takes a renewal that nobody signed
 *   NO_WORDS_AT_PHONE    the owner does not compare the office's words
 *   NO_WORDS_AT_DESK     the desk takes whoever answers first
 *   ANY_RECEIPT          a phone takes a receipt of any desk
 *   ONE_AUDIENCE         the key of packs stays when a phone is revoked
 *   UNSIGNED_STATEMENT   a phone takes new keys of the desk that the roots did not sign
 *   OLD_KEY_COUNTS       a desk's old key still confirms what was sealed to it
 *   OLD_KEY_RENEWS       a desk's old key still renews
 */

#define RECORDS 1
#define NUMBERS 3                       /* of keys of packs */

#ifdef UNSIGNED_RENEWAL
#define RENEWS(signer, named, made, desk) (trusts != NOBODY)
#else
#ifdef OLD_KEY_RENEWS
#define KNOWN(signer) (signer == trusts || signer == former)
#else
#define KNOWN(signer) (signer == trusts)
#endif
#define RENEWS(signer, named, made, desk) \
    (trusts != NOBODY && KNOWN(signer) && named == OWNER && made >= invited)
#endif
#ifdef NO_WORDS_AT_PHONE
#define COMPARED(desk) true
#else
#define COMPARED(desk) (desk == DESK)
#endif
#ifdef NO_WORDS_AT_DESK
#define TYPED(phone) true
#else
#define TYPED(phone) (typed == phone)
#endif
#ifdef ANY_RECEIPT
#define COUNTS(signer, r) true
#else
#ifdef OLD_KEY_COUNTS
#define COUNTS(signer, r) (signer == sealed_to[r])
#else
#define COUNTS(signer, r) \
    (signer == trusts && (sealed_to[r] == trusts || (sealed_to[r] == former && former != NOBODY)))
#endif
#endif
#ifdef UNSIGNED_STATEMENT
#define SIGNED_BY_ROOTS(desk) true
#else
#define SIGNED_BY_ROOTS(desk) (stated && desk == NEW)
#endif
#ifdef ONE_AUDIENCE
#define NEW_KEY desk_key
#else
#define NEW_KEY desk_key + 1
#endif

#define READS_LATER(n) (pack_after_revocation[n] && reads_key[n])

mtype = { NOBODY, DESK, NEW, EVIL };    /* who holds a signing key; NEW is the desk with other keys */
mtype = { OWNER, THIEF, OTHER };        /* phones */
mtype = { NONE, WAITS, GONE };          /* a record in the outbox */

/* The owner's phone. */
mtype trusts = NOBODY;
mtype former = NOBODY;                  /* the desk's keys before a statement took effect here */
bool lost_later = false;                /* a record went unfiled after the phone knew the new keys */
bool back_later = false;                /* the phone trusts the old keys again */
byte invited = 0;                       /* when the invitation or renewal in force was made */
mtype outbox[RECORDS] = NONE;
mtype sealed_to[RECORDS] = NOBODY;
byte phone_key = 0;                     /* the number of its key of packs */
bool phone_revoked = false;

/* The desk. */
mtype typed = NOBODY;                   /* whose words somebody typed */
bool answered_owner = false;
bool answered_thief = false;
mtype enrolled = NOBODY;
bool revoked = false;
byte desk_key = 0;
bool filed[RECORDS];
bool stated = false;                    /* the roots signed that the desk has other keys */
byte clock = 1;

/* What the desk has sent: the attacker has it, and nothing else with its signature. */
byte renewal_for_owner = 0;             /* when it was made; 0 is none */
byte renewal_for_other = 0;
mtype renewal_by = DESK;
bool receipt[RECORDS];
bool receipt_by_new[RECORDS];
bool notice = false;
bool key_for_owner[NUMBERS];            /* sealed to the owner's phone */
bool pack[NUMBERS];                     /* sealed to the key of this number */
bool pack_after_revocation[NUMBERS];

/* The attacker. */
bool stolen = false;
bool leaked = false;                    /* he has the desk's first keys */
bool reads_key[NUMBERS];

inline phone_takes_invitation(desk) {
    if
    :: trusts == NOBODY && COMPARED(desk) -> trusts = desk; invited = 1
    :: else
    fi
}

inline phone_takes_renewal(signer, named, made, desk) {
    if
    :: RENEWS(signer, named, made, desk) ->
         back_later = back_later || (trusts == NEW && desk != NEW); trusts = desk; invited = made
    :: else
    fi
}

inline phone_takes_receipt(signer, r) {
    if
    :: outbox[r] == WAITS && COUNTS(signer, r) ->
         lost_later = lost_later || (trusts == NEW && !filed[r]); outbox[r] = GONE
    :: else
    fi
}

inline phone_takes_key(signer, number) {
    if
    :: signer == trusts && !phone_revoked && number > phone_key -> phone_key = number
    :: else
    fi
}

inline phone_takes_statement(desk) {
    if
    :: trusts != NOBODY && former == NOBODY && !phone_revoked && SIGNED_BY_ROOTS(desk) -> former = trusts; trusts = desk
    :: else
    fi
}

/* The owner enrols and works until the phone is stolen. */
active proctype Owner() {
    byte r = 0;
    do
    :: atomic { r < RECORDS && trusts != NOBODY && !stolen ->
         outbox[r] = WAITS; sealed_to[r] = trusts; r++ }
    :: atomic { (trusts == DESK || trusts == NEW) && enrolled == NOBODY && typed == NOBODY -> typed = OWNER }  /* reads the words aloud */
    :: atomic { r == RECORDS || stolen -> break }
    od
}

active proctype Desk() {
    byte r;
    do
    /* Phones that answered. */
    :: atomic { enrolled == NOBODY && answered_owner && TYPED(OWNER) ->
         enrolled = OWNER; key_for_owner[desk_key] = true }
    :: atomic { enrolled == NOBODY && answered_thief && TYPED(THIEF) -> enrolled = THIEF }
    /* It helps a phone, and others too. */
    :: atomic { enrolled == OWNER && !revoked && clock < 3 -> clock++; renewal_for_owner = clock;
         if :: stated -> renewal_by = NEW :: else fi }
    /* The keepers replace its keys. */
    :: atomic { !stated -> stated = true }
    :: atomic { clock < 3 -> clock++; renewal_for_other = clock }
    :: atomic { enrolled == OWNER && !revoked -> revoked = true; notice = true; desk_key = NEW_KEY }
    :: atomic { !pack[desk_key] || (revoked && !pack_after_revocation[desk_key]) ->
         pack[desk_key] = true; pack_after_revocation[desk_key] = pack_after_revocation[desk_key] || revoked }
    /* An invitation is withdrawn: the key changes, and the owner's phone is told. */
    :: atomic { !revoked && desk_key + 2 < NUMBERS -> desk_key++;
         if :: enrolled == OWNER -> key_for_owner[desk_key] = true :: else fi }
    od
}

/* Everything travels by his hands. */
active proctype Attacker() {
    byte r, n;
    mtype signer, desk;
    do
    :: atomic { true -> phone_takes_invitation(DESK) }
    :: atomic { true -> phone_takes_invitation(EVIL) }
    :: atomic { true -> phone_takes_renewal(EVIL, OWNER, 3, EVIL) }
    :: atomic { true -> phone_takes_renewal(NOBODY, OWNER, 3, EVIL) }
    :: atomic { renewal_for_owner > 0 -> phone_takes_renewal(renewal_by, OWNER, renewal_for_owner, renewal_by) }
    :: atomic { true -> phone_takes_statement(NEW) }
    :: atomic { true -> phone_takes_statement(EVIL) }
#ifdef LEAK
    :: atomic { !leaked -> leaked = true }
    :: atomic { leaked -> phone_takes_renewal(DESK, OWNER, 3, DESK) }
    :: atomic { leaked -> select(r : 0 .. RECORDS - 1); phone_takes_receipt(DESK, r) }
#endif
    :: atomic { renewal_for_other > 0 -> phone_takes_renewal(DESK, OTHER, renewal_for_other, DESK) }
    :: atomic { select(r : 0 .. RECORDS - 1); phone_takes_receipt(EVIL, r) }
    :: atomic { select(r : 0 .. RECORDS - 1);
         if :: receipt[r] -> phone_takes_receipt(DESK, r) :: else fi;
         if :: receipt_by_new[r] -> phone_takes_receipt(NEW, r) :: else fi }
    :: atomic { notice -> if :: trusts == DESK || trusts == NEW -> phone_revoked = true :: else fi }
    :: atomic { select(n : 0 .. NUMBERS - 1);
         if :: key_for_owner[n] -> phone_takes_key(DESK, n); phone_takes_key(NEW, n) :: else fi }
    :: atomic { select(n : 0 .. NUMBERS - 1); phone_takes_key(EVIL, n) }
    :: atomic { trusts != NOBODY -> answered_owner = trusts == DESK || trusts == NEW }
    :: atomic { answered_thief = true }              /* with the copy of the invitation */
    :: atomic { select(r : 0 .. RECORDS - 1);
         if
         :: outbox[r] == WAITS && (sealed_to[r] == DESK || sealed_to[r] == NEW) && enrolled == OWNER ->
              filed[r] = true;
              if
              :: revoked
              :: !revoked && stated -> receipt_by_new[r] = true
              :: !revoked && !stated -> receipt[r] = true
              fi
         :: else
         fi }
    :: atomic { !stolen && trusts != NOBODY -> stolen = true }
    /* What he reads: with the invitation the first key, with the phone its own and what was sealed to it. */
    :: atomic { select(n : 0 .. NUMBERS - 1);
         if
         :: n == 0 || (stolen && (phone_key == n || key_for_owner[n])) -> reads_key[n] = true
         :: else
         fi }
    od
}

/* One promise at a time; each is looked at in every state. */
active proctype Promise() {
#if defined(DESK_STAYS)
    /* A phone trusts the desk whose words its owner compared, or none; and seals to it alone. */
    atomic { trusts == EVIL || sealed_to[0] == EVIL -> assert(false) }
#elif defined(NOTHING_IS_LOST)
    /* A record leaves the outbox only when the desk has filed it. */
    atomic { outbox[0] == GONE && !filed[0] -> assert(false) }
#elif defined(THEFT_ENDS)
    /* Once a phone knows the new keys, whoever stole the old ones lets nothing go and turns nothing back. */
    atomic { lost_later || back_later -> assert(false) }
#elif defined(HONEST_CHANGE)
    /* What was sealed to the old keys is confirmed by the new. Must be found. */
    atomic { outbox[0] == GONE && filed[0] && trusts == NEW && sealed_to[0] == DESK -> assert(false) }
#elif defined(NO_THIEF)
    /* Whoever holds a copy of the invitation is not enrolled. */
    atomic { enrolled == THIEF -> assert(false) }
#elif defined(REVOKED_READS_NO_MORE)
    /* A pack that was published after the revocation is read by nobody who has the phone, or had an invitation. */
    atomic { READS_LATER(0) || READS_LATER(1) || READS_LATER(2) -> assert(false) }
#elif defined(HONEST_DAY)
    /* The model does something: a record is filed and confirmed, then the phone is revoked. Must be found. */
    atomic { outbox[0] == GONE && filed[0] && revoked && phone_revoked && phone_key > 0 -> assert(false) }
#endif
}
