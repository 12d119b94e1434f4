# Why something is not as it should be: one line for each code, no values.

error-consent-withdrawn = La personne a retiré son accord. Plus rien n’est transmis à partir de cette orientation.
error-several-records = Plusieurs fiches commencent ainsi. Tapez plus de lettres du code.
error-nothing-to-amend = Dites ce qui change : une réponse ou une note.
error-pack-newer = Les nouvelles listes demandent une version plus récente de l’application. Mettez-la à jour.
error-pack-older = Ces listes sont plus anciennes que celles de ce téléphone. Rien n’a été changé.
error-pack-damaged = Les nouvelles listes sont arrivées abîmées. Procurez-vous-les à nouveau.
error-text-damaged = Ce texte n’est pas entier. Copiez-le tout, de la première ligne à la dernière.

refused-unsigned = Une lettre que votre bureau n’a pas signée.
refused-replaced = Une lettre signée avec des clés que votre bureau a remplacées.
refused-wipe-alone = Un ordre d’effacer ce téléphone qu’aucun gardien de clé n’a signé. Il n’a pas été suivi.
refused-revoked = Une lettre pour les téléphones que votre bureau accepte encore.
refused-unreadable = Une lettre que cette version de l’application ne peut pas lire. Mettez l’application à jour.
refused-elsewhere = Une lettre qui n’est pas pour ce téléphone.
refused-outdated = Une lettre plus ancienne que ce que ce téléphone a déjà.
refused-report-first = Un ordre d’effacer ce téléphone. Emportez d’abord le signalement pour le destinataire confidentiel, par un fichier à porter ou par le téléphone d’un collègue.

reason-too-large = C’est trop grand pour l’autre côté.
reason-no-room = L’autre côté n’a pas de place pour cela maintenant.
reason-damaged = Cela a été abîmé en route.
reason-wrong-mailbox = C’est pour un autre bureau.
reason-wrong-way = L’autre côté ne prend pas les colis qui vont dans ce sens.
reason-gone = L’autre côté ne l’a plus.
reason-damaged-here = La copie sur ce téléphone est abîmée.
reason-newer = Cela a été écrit par une version plus récente que celle du bureau. Le bureau doit faire une mise à jour.
reason-not-matching = Le bureau a constaté que cela ne correspond pas au journal de ce téléphone.
reason-form = Le bureau y a trouvé quelque chose qu’il n’accepte pas.
reason-name-taken = Le bureau a une autre fiche du même nom.
reason-unknown = Le bureau a donné une raison que cette version ne connaît pas. Mettez l’application à jour.

problem-file = Des parties du fichier enregistré ne peuvent pas être lues.
problem-key-copy = Une clé était abîmée. Sa copie a servi.
problem-anchor = On ne peut pas savoir si une copie plus ancienne a été remise.
problem-list = On ne peut pas savoir s’il manque quelque chose.
problem-older = Une copie plus ancienne a été remise.
problem-missing = Il manque quelque chose qui devrait être ici.
problem-extra = Il y a ici quelque chose qui ne devrait pas y être.
problem-row = Une entrée enregistrée est abîmée.
problem-attachment = Une photo ou une autre pièce jointe est abîmée ou manque.
problem-old-vault = Une copie plus ancienne du verrou de ce téléphone a été remise, ou le verrou est abîmé.
problem-journal = Le journal de ce téléphone ne se tient pas.
problem-journal-gap = Il manque des entrées au journal.
