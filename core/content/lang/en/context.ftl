# What is known around the person. Most of it is told, not asked.

## The journey

journey-crossed-border = They crossed a border without the permission that it needs
    .hint = No reproach and no report to the police. It matters for their protection.
journey-abroad = They are outside their own country
    .hint = With or without permission. You need not see any papers.
journey-paid = Somebody was paid, or gained something, for getting them across
    .hint = Money, goods, services. A friend or rescuer who gained nothing is not meant.
journey-danger = They were treated cruelly, or their lives were put at risk, on the way
    .hint = Beaten, left in the desert or at sea, packed in a vehicle.
journey-extortion = They were held, or hurt, until more money was paid
    .hint = Calls to the family count.
journey-sex-for-passage = They had to have sex with somebody to travel on
    .hint = It is never their fault. Offer medical care; ask nothing.
journey-work-for-passage = They had to work for somebody to travel on
    .hint = In a house, a field, on the road, without being free to stop.
journey-crime-for-passage = They had to help with a crime to travel on
    .hint = Carrying drugs, steering a boat, bringing others. They are not the ones to blame.
journey-services-for-passage = To travel on, they had to have sex, do work or help with crime
    .hint = It is never their fault.
journey-forced-on = They wanted to stop or turn back and were forced on
    .hint = That they agreed at first changes nothing.
journey-debt = They owe money for the journey
    .hint = A debt to the smuggler can turn into bondage.
journey-diverted = They were brought somewhere else than promised
    .hint = Another country, a war zone, a locked house.

## Marriage and ownership

marriage-for-payment = They were promised or given in marriage for money or goods and could not refuse
    .hint = To parents, guardian, family or group.
marriage-handed-on = A husband or his family handed them on to somebody else
    .hint = For money, goods or as a gift.
marriage-inherited = After a husband's death they were passed on to another person
    .hint = As if they were part of what he left.
marriage-to-fighter = They were married to a member of an armed or terrorist group and could not freely refuse
    .hint = The family may have agreed to be safe.
owned-no-say = Somebody decides over their life like an owner
    .hint = Their name, belief, partner, clothes, where they sleep. The place may be comfortable.
owned-organ = Somebody offered money for an organ, or they have a surgery scar they cannot explain
    .hint = Offer medical care.
owned-organ-offer = Somebody offered money, or passage, for one of their organs
    .hint = Often to people with debts for their journey, or held until they pay.
owned-organ-scar = They have a scar of an operation that nobody explained to them
    .hint = Offer a doctor. Do not ask to see it.

## Armed groups

armed-combat = They were made to fight or train to fight
    .hint = Treat them as somebody who needs protection. Do not question them about operations.
armed-support = They had to cook, carry, clean, spy, guard or bring messages for an armed group
    .hint = Girls too. Support counts like fighting.
armed-shield = They were used as a shield or made to carry explosives
    .hint = Keep a safe distance first if there may be explosives. Then help.
armed-drawn-in = Somebody drew them into an armed group with promises, beliefs or gifts
    .hint = Often online. School, money, marriage, honour.
armed-threatened-in = They were threatened, or their family was, so that they joined an armed group
    .hint = Also by a demand to give one child per family.

## Violence: only if they tell it. Never ask

violence-rape = They tell of rape
    .hint = Medical care within 72 hours can prevent illness and pregnancy. No details.
violence-forced-pregnancy = They tell of a pregnancy that was forced on them
    .hint = No details. Offer medical care and support.
violence-forced-abortion = They tell of an abortion that was forced on them
    .hint = No details. Offer medical care and support.
violence-forced-sterilization = They tell that they were made unable to have children
    .hint = No details. Offer medical care and support.
violence-temporary-marriage = They tell of a "marriage" for a short time
    .hint = Days, weeks or months, often with money for the family.
violence-other = They tell of other grave sexual violence
    .hint = Women, men, girls and boys. No details.

## Grave violations against children in armed conflict

violation-killing-maiming = A child was killed or badly injured in the conflict
    .hint = Nobody here has to prove it: specialists verify.
violation-recruitment-use = A child was recruited or used by an armed force or group
    .hint = In any role.
violation-sexual-violence = A child suffered sexual violence in the conflict
    .hint = Never ask the child about it.
violation-attack-school-hospital = A school or hospital, its students or its staff were attacked
    .hint = Also when armed people use the building.
violation-abduction = A child was taken away by an armed force or group
    .hint = For a short time or for ever.
violation-denial-of-access = Aid is kept from children
    .hint = Also because somebody holds the child.

## The conflict

conflict-armed-conflict = There is armed conflict here, or they come from one
    .hint = You need not know its legal name.
conflict-perpetrator-profile = Those who did it belong to an armed force, armed group or terrorist group
    .hint = The kind of group is enough. No names.
conflict-victim-profile = They were chosen for their politics, origin, belief, or whom they love or are
    .hint = Or for what others believe them to be.
conflict-impunity = Nobody is punished for such acts here
    .hint = No police, no court, or none that works.
conflict-cross-border = Because of the conflict they fled, or were taken, across a border
    .hint = It does not matter whether they had permission to cross.
conflict-ceasefire = It breaks a ceasefire that was agreed
    .hint = Only if you know of one.
conflict-widespread = The same is done to many people, or according to a plan
    .hint = Many villages, lists, the same methods.
conflict-against-group = It is aimed at a national, ethnic, racial or religious group
    .hint = People are picked out because they belong to it.
conflict-children-moved = Children are taken from their group to another one
    .hint = Given to other families, schools or camps.
conflict-births-prevented = Births in a group are prevented
    .hint = By force, separation or treatment.

## Coping with need

coping-survival-sex = They have sex to get food, shelter, passage or protection
    .hint = For a child this is always abuse. For an adult: see whether somebody else profits or pushes.
coping-marriage = The family marries somebody off for money or safety
    .hint = Often out of need. Do not blame the family; she still needs protection.
coping-child-work = A child works so that the family can live
    .hint = Is it harmful, does somebody else profit, is there school?
coping-begging = The family lives from begging
    .hint = See whether the money stays with them.
coping-joined-armed-group = They joined an armed group to live or to be safe
    .hint = Need can be a way of being forced.

## What they say of it

context-agreed = They say that they agreed to it
    .hint = It does not count where means were used, and never for a child.
context-not-yet = It has not happened yet
    .hint = The intention is enough. Now is the best time to help.
context-money-to-group = Money from it goes to an armed or terrorist group
    .hint = Sale, ransom, work, begging.

## Who is behind it: a kind, never a name

perpetrator-armed-group = An armed group
    .hint = Not the forces of a State.
perpetrator-armed-forces = Armed forces or police of a State
    .hint = Including those that fight beside them.
perpetrator-terrorist-group = A group listed as terrorist
    .hint = Your office knows which are listed here.
perpetrator-criminal-group = An organised criminal group
    .hint = Three or more who work together for crime.
perpetrator-family = A family member
    .hint = It is more common than one thinks.
perpetrator-partner = A partner, husband or wife
    .hint = Also one who pretends to be.
perpetrator-acquaintance = A friend or neighbour
    .hint = Or somebody met online.
perpetrator-employer = An employer
    .hint = A house, farm, company or contractor.
perpetrator-recruiter = A recruiter, agency or marriage broker
    .hint = With or without an office.
perpetrator-smuggler = A smuggler
    .hint = Somebody who was to bring them across.
perpetrator-authority = An official or a community or religious leader
    .hint = Somebody whom people obey.
perpetrator-own-personnel = Personnel of the United Nations or of an aid organisation
    .hint = Stop. Write nothing about this here. Move it to the misconduct report.
perpetrator-stranger = Somebody they do not know
    .hint = Or they do not wish to say.
