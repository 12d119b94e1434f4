# The words of a court bundle's page. A lawyer reads it who does not know the program.

court-title = Dossier { $code }, pour une enquête ou un tribunal
court-what = Le programme du bureau a fait cette page à partir des fiches signées qui se trouvent à côté d’elle, après avoir vérifié chacune. Les fiches signées sont la preuve. Cette page montre ce qu’elles disent.
court-made = Fait : { $time } UTC, par le bureau « { $office } ».
court-ground-consent = Le bureau l’a remis parce que la personne avait accepté que cela serve dans une enquête ou un tribunal, et n’avait pas retiré son accord.
court-ground-basis = Le bureau ne s’est pas fondé sur l’accord de la personne. Il l’a remis sur une base légale, qu’il a écrite ainsi :
court-alone = Une seule personne du bureau en a décidé.
court-two = Deux personnes du bureau en ont décidé : l’une a demandé, une autre a approuvé.
court-inside-title = Ce que contient ce répertoire
court-inside = Toute personne qui a ce répertoire peut lire le dossier entier : les originaux scellés sont à côté des clés qui les ouvrent. Ils contiennent ce que l’agent a écrit librement, et cette page le répète.
court-names = Il ne nomme ni les téléphones, ni les personnes du bureau qui ont travaillé sur le dossier. Un téléphone y est désigné par sa clé.
court-journal = Il contient les empreintes et les signatures de toutes les fiches de ce téléphone et leurs heures, mais rien de lisible sur d’autres dossiers.
court-left-out = { $count ->
    [one] Une fiche sur une autre personne reste au bureau : son accord n’est pas connu ici.
   *[other] { $count } fiches sur d’autres personnes restent au bureau : leur accord n’est pas connu ici.
}
court-unreadable = { $count ->
    [one] Une fiche de ce dossier est endommagée au bureau et manque ici.
   *[other] { $count } fiches de ce dossier sont endommagées au bureau et manquent ici.
}
court-order = Ce qui a été noté, dans l’ordre
court-clocks = L’ordre est celui du journal du téléphone et ne dépend d’aucune horloge. L’horloge d’un téléphone peut être fausse, ou être réglée. L’heure du classement est la parole du bureau.
court-place = Place dans le journal
court-record = Fiche
court-device-clock = Selon l’horloge du téléphone
court-filed = Classée au bureau
court-result = Ce qui a été vérifié
court-result-holds = Signée par le téléphone, inchangée depuis
court-result-fails = LES VÉRIFICATIONS ONT ÉCHOUÉ. Ne vous y fiez pas.
court-result-disputed = Signée par le téléphone, inchangée depuis ; sa place reste à éclaircir
court-result-unsealed = Signée par le téléphone ; l’original scellé manque
court-duress = Elle a été enregistrée sur un téléphone que son propriétaire avait été forcé d’ouvrir.
court-revoked = Elle est arrivée après que le bureau a exclu ce téléphone, par exemple parce qu’il était volé.
court-finding = Ce que le téléphone a montré
court-language = Ces mots sont dans la langue de cette page. La langue que le téléphone a montrée n’est pas notée.
court-question = Question
court-first = Première réponse
court-later = Corrigé : { $time } UTC
court-attachment = La fiche signée contient l’empreinte de ce fichier : c’est celui que le téléphone a pris.
court-attachment-missing = Le bureau n’a pas ce fichier, ou l’a endommagé.
court-asked = Demandé : { $time } UTC, selon l’horloge du téléphone.
court-texts = Les textes sont ceux avec lesquels la fiche a été faite : « { $name } », version { $version }. Ils sont dans ce répertoire.
court-texts-missing = Le bureau n’a plus les textes avec lesquels la fiche a été faite : « { $name } », version { $version }. Les textes d’ici sont ceux du programme, et le téléphone a pu en montrer d’autres.
court-answers = Ce que le bureau a répondu
court-answer-hub = La boîte du réseau l’a pour le téléphone. On ne sait pas si quelqu’un l’a lue.
court-answer-waits = Elle n’est pas partie par la boîte du réseau. On ne sait pas si elle est partie par une carte mémoire.
court-custody = Ce qui est prouvé de cette fiche
court-shown = Oui
court-failed = NON
court-open = Incertain
court-letter = La lettre signée est entière : rien n’y a changé depuis que le téléphone l’a signée.
court-device = Une seule clé, celle du téléphone, a signé la fiche et son entrée au journal.
court-committed = L’entrée a été faite pour exactement cette fiche : une seule lettre changée se verrait.
court-alone-at-place = Le téléphone n’a signé aucune deuxième entrée à la même place, d’après le journal montré.
court-follows = L’entrée suit celle d’avant.
court-unsealed = Le bureau a détruit la clé pour laquelle cette fiche était scellée, ou l’original scellé est endommagé. L’entrée que le téléphone a signée est ici, et a été faite pour exactement cette fiche.
court-forks = { $count ->
    [one] À une place de ce journal, le téléphone a signé deux entrées. Cela arrive quand un téléphone est rétabli d’une copie, ou quand quelqu’un a copié sa clé.
   *[other] À { $count } places de ce journal, le téléphone a signé deux entrées. Cela arrive quand un téléphone est rétabli d’une copie, ou quand quelqu’un a copié sa clé.
}
court-gaps = Le bureau n’a pas toutes les entrées de ce journal.
court-office = Le bureau
court-office-unknown = Une clé qui n’est pas celle de ce bureau
court-witness = { $office } avait cette entrée : { $time } UTC selon sa propre horloge, et l’a signé.
court-witness-later = { $office } avait l’entrée { $number }, qui s’appuie sur celle-ci : { $time } UTC selon sa propre horloge, et l’a signé.
court-witness-none = Aucune parole signée d’un bureau ne date cette fiche.
court-rival = { $office } a signé ({ $time } UTC) avoir eu une AUTRE entrée à la place { $number } d’un journal : { $entry }. Cette entrée n’a pas été montrée. Si elle est dans le journal de ce téléphone, il y a signé deux entrées. Si elle est dans un autre journal, elle ne dit rien de cette fiche. Demandez-la au bureau.
court-rival-shown = { $office } a signé ({ $time } UTC) avoir eu l’autre entrée à la place { $number }, que ce téléphone a signée aussi : { $entry }.
court-hash-parcel = Original scellé (SHA-256)
court-hash-record = Fiche (SHA-256)
court-hash-entry = Entrée au journal (SHA-256)
court-hash-device = Clé du téléphone
court-limits = Ce que tout cela ne prouve pas
court-not-true = Que ce que dit une fiche est vrai, ou complet.
court-not-when = Quand elle a été faite. L’horloge d’un téléphone peut être fausse, ou être réglée. Ce que le bureau a signé montre que la fiche existait à ce moment, pour qui croit l’horloge du bureau.
court-not-who = Qui tenait le téléphone. Une clé désigne un téléphone et non une personne.
court-not-other = Que le téléphone n’a pas fait d’autres fiches : après la dernière montrée, ou aux places qui n’ont pas été montrées.
court-not-envelope = Qui a scellé l’enveloppe. Toute personne qui en a reçu la clé peut mettre la même lettre signée dans une autre.
court-not-page = Que cette page n’a pas été changée. Vérifiez d’abord les fichiers, comme il est dit plus bas.
court-check-title = Comment vérifier cela sans le bureau
court-check = Le fichier HOW-TO-CHECK.txt le dit, en anglais. La vérification de check.py ne partage rien avec le programme du bureau. Comparez la clé du bureau par un autre chemin que celui par lequel ceci est venu :
court-key-words = La clé du bureau en six mots
court-key = Clé avec laquelle le bureau signe :
court-key-former = Ancienne clé du bureau :
