# The elements of the definition, forms of exploitation and needs.

## What was done

act-recruitment = Somebody won them over or signed them up
    .hint = By an offer, an advertisement, a chat, a friend, a raid. Within one country counts too.
act-transportation = Somebody moved them from one place to another
    .hint = No border has to be crossed.
act-transfer = Somebody handed them over to another person
    .hint = Given, sold, lent or passed on.
act-harbouring = Somebody keeps or hides them somewhere
    .hint = A house, a camp, a workplace, a room.
act-receipt = Somebody took them in from another person
    .hint = Met them, bought them or was given them.

## How

means-threat = They were threatened
    .hint = With harm to themselves, their family, or with the police.
means-force = Force was used on them
    .hint = Beating, tying, rape, weapons, drugs.
means-coercion = They were pressed or controlled so that they saw no other way
    .hint = Papers or wages held back, debts, being watched, shame.
means-abduction = They were taken away against their will
    .hint = Kidnapped, seized, or not brought back.
means-fraud = They were cheated with false papers or contracts
    .hint = A signed paper that turned out to be something else.
means-deception = They were lied to
    .hint = About the work, the pay, the marriage, the school, the place.
means-abuse-of-power = Somebody used their power over them
    .hint = A relative, employer, teacher, official, commander, religious leader.
means-abuse-of-vulnerability = Somebody used that they had no other choice
    .hint = Poverty, flight, no papers, youth, illness, disability, being alone.
means-payment = Somebody who decides for them got money or something else for it
    .hint = A parent, husband, guardian or commander was paid.

## What for

purpose-prostitution = Others profit, or mean to profit, from selling them for sex
    .hint = Tick it also if it is planned and has not happened yet.
purpose-sexual-exploitation = They are, or are to be, exploited sexually in another way
    .hint = Images, shows, online, being passed around.
purpose-forced-labour = They are, or are to be, forced to work or serve
    .hint = Any work, legal or not, that they cannot refuse.
purpose-slavery = They are treated as if somebody owned them
    .hint = Bought, sold, given, inherited; somebody decides about their name, belief or partner.
purpose-similar-to-slavery = They are held in something close to slavery
    .hint = When you are not sure which of the others fits.
purpose-servitude = They must serve somebody and see no way to change it
    .hint = In a house, a camp or a business.
purpose-organ-removal = Their organs are, or are to be, taken
    .hint = For fighters who are wounded, or to be sold.
purpose-sexual-slavery = They are kept for sex by a person or a group
    .hint = "Wives" of fighters are often meant by this.
purpose-forced-marriage = They are, or are to be, married without free agreement
    .hint = Also for a short time, and also where the family agreed. Boys and men too.
purpose-domestic-servitude = They are, or are to be, kept as servants in a home
    .hint = Also by relatives or a husband's family.
purpose-debt-bondage = They must work off a debt that cannot be paid off, or whose terms are unclear
    .hint = Often for the journey, the job or lodging.
purpose-child-labour = A child is used for work that harms health, safety, morals or schooling
    .hint = Mines, rubble, waste, streets, nights. Helping at home after school is not meant.
purpose-child-sale = A child is given to others for money or the like, to be used
    .hint = Also called fostering, adoption or apprenticeship.
purpose-armed-group = They are, or are to be, used by an armed force or armed group
    .hint = Fighting, carrying, cooking, spying, look-out, or as a shield.
purpose-terrorism = They are, or are to be, used to carry out or support terrorist acts
    .hint = Carrying explosives, planting them, filming, recruiting others.
purpose-forced-crime = They are, or are to be, made to commit crimes
    .hint = Theft, drugs, smuggling, fraud on the internet.
purpose-begging = They are, or are to be, made to beg for others
    .hint = Somebody else takes the money.
purpose-other = They are, or are to be, exploited in another way
    .hint = The list is open: any exploitation counts.

## Forms of exploitation

form-sexual = Sexual exploitation
form-labour = Exploitation at work
form-domestic = Servitude in a home
form-slavery = Slavery and what is close to it
form-marriage = Forced marriage
form-armed-group = Use by armed forces or armed groups
form-crime = Being made to commit crimes
form-begging = Being made to beg
form-organs = Removal of organs
form-child-sale = Sale of children
form-other = Another form of exploitation

## Needs that cannot wait

urgent-medical = They need medical care within hours
    .hint = Injury, bleeding, fever, pregnancy, rape within the last days, poisoning, withdrawal.
urgent-security = They are in danger now
    .hint = Somebody may hurt them today. Get to safety before anything else.
urgent-shelter = They have no safe place to sleep tonight
    .hint = Where they stay now may be where they are exploited.
urgent-food = They lack food, water or clothes
    .hint = Help with this first; never against answers.
urgent-psychosocial = They are in great distress
    .hint = Shaking, frozen, not answering, speaking of wanting to die. Do not leave them alone.
urgent-unaccompanied-child = A child is here without parents or a responsible adult
    .hint = Stay with the child. Call child protection. Do not hand the child to an adult who "knows" them.
urgent-detained = They are held by police, soldiers, a prison or a border post, or soon will be
    .hint = You can say: this person may need protection; please wait until a specialist is here.
urgent-return = They are to be sent back, or handed over, today or soon
    .hint = Over a border, to an armed group, to a family or employer whom they fear. Nobody should be sent into danger.

## Assistance

assist-housing = A safe place to live
assist-counselling = Counselling and information in their language
assist-legal-information = Information about their legal rights
assist-medical = Medical care
assist-psychological = Psychological care
assist-material = Food, clothes, money for needs
assist-employment = Help to find work
assist-education-training = School and training
assist-international-protection = Asylum and other international protection
assist-child-protection = Child protection and search for the family
