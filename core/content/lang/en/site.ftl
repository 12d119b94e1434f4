# A place, without any person.

## What makes people here easy to exploit

site-risk-displacement = Many people have fled to here or from here
    .hint = Camps, columns on the road, overcrowded houses.
site-risk-separated-children = Many children are without their parents
    .hint = Who looks after them, and who counts them?
site-risk-no-income = People have no work and no income
    .hint = And must find money somehow.
site-risk-aid-short = Food, water or aid is short or comes late
    .hint = Somebody may offer it for sex or work.
site-risk-documents-lost = Many people have no papers
    .hint = Lost in flight, taken away, never issued.
site-risk-school-closed = Schools are closed, attacked or used by armed people
    .hint = Children out of school are easier to take.
site-risk-minority-targeted = A minority is shut out or attacked
    .hint = By origin, belief, politics, sexual orientation or gender identity.
site-risk-no-rule-of-law = Police and courts do not work, or are feared
    .hint = Nobody is punished.
site-risk-armed-presence = Armed forces or groups are close by
    .hint = Checkpoints, barracks, camps beside villages.
site-risk-border-crime = There are reports of organised crime across the border
    .hint = From police, traders, drivers, the press.
site-risk-smuggling-route = People pass through with the help of smugglers
    .hint = Meeting points, night transports.
site-risk-many-with-money = Many soldiers, peacekeepers, contractors or aid workers with money are here
    .hint = New bars, hotels and houses near bases.
site-risk-cheap-labour = Building, mining or farming needs many cheap hands
    .hint = Also when a town is rebuilt.
site-risk-border-closed = The border is closed, or people are pushed back over it
    .hint = Those who must go on then depend on whoever can get them across.
site-risk-papers-punished = People are arrested or fined because they have no papers
    .hint = They will not come to anybody for help.
site-risk-aid-cut = Aid was cut, or those who gave it have left
    .hint = Compare with your last visit.
site-risk-prices = Prices rise fast, or money has lost its worth
    .hint = Food, rent, fuel. Families borrow to live.
site-risk-change-of-power = Elections are near, or troops or the mission are about to leave
    .hint = Those who protected people may soon be gone.
site-risk-hate-speech = Speeches, songs or messages stir up hatred against a group
    .hint = On the radio, on phones, on walls. Note what kind; pass nothing on.
site-risk-former-fighters = Fighters were sent home and have neither work nor pay
    .hint = Boys among them, and women who were kept by them, are often forgotten.

## What may show that it is happening

site-sign-false-offers = Offers of work, marriage, school or travel here sound too good
    .hint = Posters, pages on the internet, people at the gate.
site-sign-recruiters = Strangers come to the camp or station and offer transport, rooms or jobs
    .hint = They often speak to people who arrive alone.
site-sign-online-demand = There is more searching and advertising for sex with people from the crisis
    .hint = Told by local staff or specialists. Do not search yourself.
site-sign-shadow-economy = More women are said to live from hidden work or from selling sex, or girls to be used for it
    .hint = Listen to women's groups and health workers.
site-sign-marriage-brokers = There are more early or sudden marriages, or brokers who arrange them
    .hint = Money for families; grooms from far away.
site-sign-missing-people = People disappear, above all girls and boys
    .hint = From camps, roads, schools, homes.
site-sign-child-recruitment = Children are asked, lured or taken to join armed groups
    .hint = Gifts, speeches, lists, raids.
site-sign-children-with-armed = Children are seen with armed forces or groups
    .hint = In any role: carrying, cooking, at a checkpoint.
site-sign-locked-workplace = There are workplaces that people do not leave, with guards or locks
    .hint = Farms, mines, kilns, workshops, boats. Do not go in.
site-sign-people-held = People are said to be held until their families pay or until they obey
    .hint = Houses, yards, boats. Report at once; do not go there.
site-sign-people-traded = People are said to be sold, given away or offered online
    .hint = Also as "wives".
site-sign-children-begging = Groups of children beg or sell, watched by an adult
    .hint = Brought in the morning, collected in the evening.
site-sign-violence-rising = Violence against women and children is rising
    .hint = Ask clinics for numbers, never for names.
site-sign-people-marked = People or houses are marked by the group they belong to
    .hint = Signs on doors, special clothes, lists.
site-sign-organ-offers = Money is offered for organs
    .hint = Often to people with debts for their journey.
site-sign-checkpoint-takes = Checkpoints take money, goods or people
    .hint = Who is let through, who is kept back, what is paid.
site-sign-girls-leave-school = Girls are missing from school, more than before
    .hint = Teachers know numbers; ask for no names.
site-sign-stranded-workers = Foreign workers are stranded here without pay or papers
    .hint = After an employer fled, a site closed, or fighting came close.
site-sign-sudden-wealth = Brokers or officials have become rich in a short time
    .hint = New cars, houses, gold. Note the kind of person, never a name.
site-sign-personnel-involved = International personnel are said to pay for sex or to use exploited people
    .hint = No details here: move it to the misconduct report.

## What is missing to protect them

site-gap-no-referral = There is no service to which people can be sent
    .hint = Or nobody here knows one.
site-gap-no-registration = People who arrive are not registered
    .hint = Above all children who are alone.
site-gap-no-information = People do not know their rights, or where to call
    .hint = No posters, no hotline in their language.
site-gap-no-safe-space = There is no safe place for women and children
    .hint = To rest, talk, sleep.

## The community

site-community-women-trusted = Women's groups here are trusted and could pass a message on
    .hint = Which, and how to reach them. No names of people.
site-community-leaders-trusted = Religious or traditional leaders here speak for those who were exploited
    .hint = Or could be won for it; a social worker speaks with them first.
site-community-come-home = People who come back from exploitation are taken in again here
    .hint = By family, neighbours, school, work.
site-community-shame = People who come back are shamed, sent away or called traitors here
    .hint = Then nobody is brought home before there is somebody who helps.
