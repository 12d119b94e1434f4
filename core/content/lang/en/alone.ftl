# What a person answers alone. No word here is about violence, names or armed groups.

alone-safe = Are you safe here?
alone-by-yourself = Are you alone now?
alone-free = Can you leave when you want?
alone-papers = Do you have your papers yourself?
alone-pay = Do you get your pay?
alone-hurt = Are you hurt or ill?
alone-child = Is a child with you?
alone-need = What do you need?
alone-need-sleep = A place to sleep
alone-need-food = Something to eat
alone-need-doctor = A doctor
alone-need-talk = Somebody to talk to
alone-mode = You answer, alone
    .hint = You may skip every picture, and stop at any time. Nobody here sees what you touch.
alone-yes = Yes
alone-no = No
alone-skip = Skip
alone-end = End
alone-neutral = Weather
alone-gate-alone = I have made sure that the person is alone
alone-gate-adult = The person is not a child
alone-gate-child-protection = Child protection is here
alone-share = Show my answers to the one who helps me
alone-untested = These pictures and voices were not yet tried with people who speak this language
