# Ce qu’une personne répond sans témoin. Aucun mot ici sur la violence, des noms ou des groupes armés.

alone-safe = Êtes-vous en sécurité ici ?
alone-by-yourself = Êtes-vous sans témoin maintenant ?
alone-free = Pouvez-vous partir quand vous voulez ?
alone-papers = Avez-vous vos papiers vous-même ?
alone-pay = Recevez-vous votre paie ?
alone-hurt = Avez-vous mal, une blessure ou une maladie ?
alone-child = Un enfant est-il avec vous ?
alone-need = De quoi avez-vous besoin ?
alone-need-sleep = Un endroit pour dormir
alone-need-food = De quoi manger
alone-need-doctor = Un médecin
alone-need-talk = Quelqu’un à qui parler
alone-mode = Vous répondez sans nous
    .hint = Vous pouvez passer chaque image, et arrêter à tout moment. Personne ici ne voit ce que vous touchez.
alone-yes = Oui
alone-no = Non
alone-skip = Passer
alone-end = Fin
alone-neutral = Météo
alone-gate-alone = J’ai vérifié que la personne est sans témoin
alone-gate-adult = La personne n’est pas un enfant
alone-gate-child-protection = La protection de l’enfance est là
alone-share = Montrer mes réponses à qui m’aide
alone-untested = Ces images et ces voix n’ont pas encore été essayées avec des gens qui parlent cette langue
