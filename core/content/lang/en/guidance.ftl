# Guidance cards and explained words.

## Cards

card-six-keys = Six keys to understanding trafficking
card-six-keys-1 = No border has to be crossed. It can happen within one country or one town.
card-six-keys-2 = Anybody can be concerned: rich or poor, old or young, of any gender, with papers or without.
card-six-keys-3 = Anybody can be behind it: gangs, armed groups, employers, relatives, friends, even international personnel.
card-six-keys-4 = Any exploitation can be the aim: sex, work, crime, fighting, organs, or something not yet on any list.
card-six-keys-5 = Not all exploitation is trafficking. For an adult, an act and a means belong to it; for a child, an act is enough. All exploited people need help.
card-six-keys-6 = A person can have agreed, and it can still be trafficking. Where means were used that agreement does not count; for a child it never does.

card-using-signs = How to use the signs
card-using-signs-1 = No sign proves anything, and a missing sign disproves nothing. Signs tell you when to look further or to refer.
card-using-signs-2 = You are not an investigator. A trained specialist finds out what the signs mean.
card-using-signs-3 = Begin with what you see. Add what you are told. Do not ask in order to tick more boxes.
card-using-signs-4 = Few people say by themselves that they are exploited: out of fear, shame, or because they have no word for it. Be the one who notices.

card-definition = What belongs to trafficking in persons
card-definition-1 = An act: somebody recruits, moves, hands over, keeps or takes in a person.
card-definition-2 = A means: by threat, force, pressure, abduction, lies, abuse of power or of need, or payment to somebody who decides for the person.
card-definition-3 = A purpose: to exploit the person. It need not have happened yet.
card-definition-4 = For anybody under 18 no means are needed: an act for exploitation is enough.
card-definition-5 = Whether all this is so is for a specialist to say, not for you.

card-safety-first = Safety first
card-safety-first-1 = Is anybody in danger right now? Then get to safety, and leave the questions.
card-safety-first-2 = See who is watching or listening. A companion may be the one who controls.
card-safety-first-3 = Speak alone, in a place where it looks natural, or do not speak about it at all.
card-safety-first-4 = Do not confront anybody you suspect, and do not try to free people yourself.
card-safety-first-5 = Give nothing that is dangerous to be found with. Ask what is safe to keep.
card-safety-first-6 = Look after yourself. If you feel unsafe, leave and report.

card-what-to-say = What to say
card-what-to-say-1 = "My name is ..., I work for .... I am here to help, and it costs nothing."
card-what-to-say-2 = "Are you safe to talk now? Is there a better place?"
card-what-to-say-3 = "What do you need most at this moment?"
card-what-to-say-4 = "You have done nothing wrong. I believe you."
card-what-to-say-5 = "You decide. You may stop at any time, and you may say no."
card-what-to-say-6 = "I cannot promise everything. I can tell you what will happen next."

card-do-not-ask = What not to ask and not to do
card-do-not-ask-1 = Do not ask for the whole story. The person would have to tell it again, and each time can hurt.
card-do-not-ask-2 = Never ask about sexual acts or violence. If they tell you, listen and offer care.
card-do-not-ask-3 = Do not ask why they did not leave, or why they agreed.
card-do-not-ask-4 = Do not ask for names, places or plans of those behind it, or of an armed group.
card-do-not-ask-5 = Do not ask in front of others, of the family, or of other victims.
card-do-not-ask-6 = Do not promise what you cannot keep, do not touch, do not photograph.

card-interpreter = Speaking through others
card-interpreter-1 = Never let a companion, relative or child translate.
card-interpreter-2 = Ask whether this interpreter is all right for them: gender, origin, belief.
card-interpreter-3 = The interpreter promises to tell nobody. Speak to the person, not to the interpreter.
card-interpreter-4 = With no safe interpreter: show the contact card, and come back with one.

card-children = When it may be a child
card-children-1 = Under 18 is a child. If you are not sure, treat the person as a child.
card-children-2 = Call child protection. They speak with the child, not you.
card-children-3 = Stay until they come. Do not leave the child alone or with an adult who claims the child.
card-children-4 = Say simple, true things: who you are, what happens next, that the child did nothing wrong.
card-children-5 = Ask only what is needed now: hungry, hurt, cold, afraid?
card-children-6 = A child with an armed group is a child first. Hand the child to child protection, not to be questioned.

card-consent = Asking for agreement
card-consent-1 = Say what will be passed on, to whom, and why. Ask for each of these apart.
card-consent-2 = Silence is not a yes. A yes given in fear is not a yes.
card-consent-3 = No is an answer. Help is given all the same, and the person is told where it is.
card-consent-4 = They may take it back at any time, for what has not been sent yet.
card-consent-5 = For a child: the child's own word, and that of a parent or guardian, unless that parent is part of the danger.
card-consent-6 = Only where a life is in danger may you act without it; then say so and write down why.

card-non-punishment = Not punished, not shamed
card-non-punishment-1 = People must not be punished for what they were made to do: crossing a border, false papers, sex work, theft, drugs, fighting.
card-non-punishment-2 = They are witnesses and people in need, not suspects, until somebody competent has looked at their own case.
card-non-punishment-3 = Do not detain them and do not report their status.
card-non-punishment-4 = Mind your words. Not "prostitute", "illegal", "terrorist's wife", but "a person who ...".
card-non-punishment-5 = Children born of rape, men and boys, and people who come back from armed groups are shamed the most. Protect them from it.

card-what-happens-next = What happens next
card-what-happens-next-1 = What you noticed is sealed on the phone. Only the office can read it.
card-what-happens-next-2 = If the person agreed, the office tells the service only what it needs in order to help.
card-what-happens-next-3 = The service calls or waits, as the person wished. The code on the card stands for them; no name is needed.
card-what-happens-next-4 = A specialist may later speak with the person, if they want, to find out what the signs mean.
card-what-happens-next-5 = The police are not told without the person's agreement, unless a life is in danger or the law for children asks for it. Say so beforehand.

card-your-rights = For you: what you can count on
card-your-rights-1 = You may say no. You may stop at any time.
card-your-rights-2 = Help is free. It does not depend on your papers, and you do not have to speak with the police.
card-your-rights-3 = You may have a doctor, a safe place, food, and somebody to talk to in your language.
card-your-rights-4 = Nobody may punish you for what others made you do.
card-your-rights-5 = What you say is kept secret. You are asked before anything is passed on.
card-your-rights-6 = If going back is dangerous, you may ask for protection here.

card-smuggling-or-trafficking = Smuggling or trafficking?
card-smuggling-or-trafficking-1 = What it consists of. Trafficking: act, means and exploitation (for a child without means). Smuggling: helping somebody to enter a country illegally, for gain.
card-smuggling-or-trafficking-2 = Borders. Trafficking: with or without. Smuggling: always across one.
card-smuggling-or-trafficking-3 = Aim. Trafficking: to exploit, even if it has not begun. Smuggling: to gain money or something else. Who gains nothing, such as a rescuer or a relative, is no smuggler.
card-smuggling-or-trafficking-4 = Agreement. Trafficking: does not count where means were used, never for a child. Smuggling: usually given at first, often taken back on the way.
card-smuggling-or-trafficking-5 = Exploitation. Trafficking: it is the aim. Smuggling: not part of it; where it happens, the crime is graver.
card-smuggling-or-trafficking-6 = Gain. Trafficking: usual, but not required. Smuggling: required.
card-smuggling-or-trafficking-7 = Who is wronged. Trafficking: the person. Smuggling: the State; yet smuggled people are often harmed too.
card-smuggling-or-trafficking-8 = Who does it. Both: gangs, relatives, friends or others. One journey can turn from smuggling into trafficking. You need not decide: refer.

card-sexual-violence = When somebody tells of sexual violence
card-sexual-violence-1 = Listen. Believe. Do not ask for more.
card-sexual-violence-2 = Offer medical care: within 72 hours it can prevent HIV and other illness, within 120 hours pregnancy; later it still helps.
card-sexual-violence-3 = Women, girls, men and boys can all be concerned.
card-sexual-violence-4 = It is never their fault. Nobody has to report it in order to be treated.
card-sexual-violence-5 = Tell nobody who does not need to know in order to help.

card-armed-groups = People who were with an armed group
card-armed-groups-1 = For a child it does not matter how they came to it: they were recruited.
card-armed-groups-2 = For an adult look at how: threatened, abducted, deceived, or with no other way to live. Somebody who joined freely may have to answer for crimes; others decide that, case by case.
card-armed-groups-3 = Cooks, porters, messengers and "wives" were used too.
card-armed-groups-4 = Do not question them about operations. It is not your task and can kill them.
card-armed-groups-5 = A victim of trafficking by a terrorist group counts as a victim of terrorism.

card-own-personnel = When our own people are involved
card-own-personnel-1 = You have a duty to report, even a rumour. You do not have to be sure.
card-own-personnel-2 = Use the misconduct report. It is sealed for the confidential recipient; your office cannot read it or learn that you wrote it.
card-own-personnel-3 = Do not tell colleagues or superiors, do not investigate, do not warn anybody.
card-own-personnel-4 = Help the person concerned first: safety, a doctor, a place to stay. Help does not depend on the report.
card-own-personnel-5 = You may not be punished for reporting. If you are, report that too.

## Words

term-abduction-of-children = Abduction of children
    .means = Taking or keeping a child away unlawfully, for a time or for ever, in order to exploit the child.
term-child = Child
    .means = Anybody under 18.
term-child-soldier = Child with an armed force or group
    .means = Anybody under 18 who is or was recruited or used by one, in any role: fighter, cook, porter, messenger, spy, or for sex.
term-conflict-related-sexual-violence = Conflict-related sexual violence
    .means = Rape, sexual slavery, forced prostitution, pregnancy, abortion, sterilization or marriage and acts as grave, with a direct or indirect link to a conflict. Trafficking for such ends in conflict is part of it.
term-consent = Consent
    .means = Agreement that is free, informed, and can be taken back. It does not count where means were used, and never for a child's exploitation.
term-debt-bondage = Debt bondage
    .means = Having to work off a debt, when the work is not fairly counted against it or has no fixed length and kind.
term-exploitation = Exploitation
    .means = Using a person for one's own gain: sexually, for work, as a slave or servant, for organs, for crime, for fighting, and in other ways.
term-forced-labour = Forced labour
    .means = Work or service that is got from a person by the threat of a penalty, and that the person has not offered freely. The work may be legal or not.
term-forced-marriage = Forced marriage
    .means = A marriage, also for a short time, in which at least one of the two has not agreed freely and fully.
term-grave-violations = Six grave violations
    .means = Killing and maiming, recruitment and use, sexual violence, attacks on schools and hospitals, abduction, and denial of aid: acts against children in armed conflict that the United Nations monitors.
term-indicator = Indicator, sign
    .means = Something seen, heard or told that may point to exploitation. It proves nothing by itself.
term-internally-displaced = Internally displaced person
    .means = Somebody who had to flee home and has not crossed a border.
term-negative-coping = Harmful coping
    .means = Ways to get through a crisis that do harm later: begging, the work of children, early marriage.
term-non-punishment = Non-punishment
    .means = The rule that people are not punished for what they did because they were trafficked.
term-refugee = Refugee
    .means = Somebody outside their country who needs protection from persecution, armed conflict or violence there.
term-separated-child = Separated child
    .means = A child without both parents and without the usual carer, perhaps with other relatives.
term-servitude = Servitude
    .means = Having to serve somebody without a way to change it.
term-sexual-exploitation-and-abuse = Sexual exploitation and abuse by personnel
    .means = When personnel use power, trust or need for sex, or force it. Always forbidden.
term-slavery = Slavery
    .means = A state in which somebody has over a person some or all of the powers of an owner.
term-smuggling = Smuggling of migrants
    .means = Helping somebody, for gain, to enter a State unlawfully.
term-survival-sex = Survival sex
    .means = Sex in exchange for what one needs to live: food, a roof, safety, a way onward.
term-trafficking = Trafficking in persons
    .means = Recruiting, moving, handing over, keeping or taking in people, by threat, force, pressure, abduction, fraud, deception, abuse of power or need, or payment to those who control them, in order to exploit them. For children without the means.
term-unaccompanied-child = Unaccompanied child
    .means = A child without parents, relatives or any adult who is responsible by law or custom.
