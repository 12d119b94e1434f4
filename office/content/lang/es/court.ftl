# The words of a court bundle's page. A lawyer reads it who does not know the program.

court-title = Caso { $code }, para una investigación o un tribunal
court-what = El programa de la oficina hizo esta página con las fichas firmadas que están junto a ella, después de comprobar cada una. Las fichas firmadas son la prueba. Esta página muestra lo que dicen.
court-made = Hecho: { $time } UTC, por la oficina «{ $office }».
court-ground-consent = La oficina lo entregó porque la persona dio permiso para usarlo en una investigación o un tribunal, y no lo había retirado.
court-ground-basis = La oficina no se apoyó en el permiso de la persona. Lo entregó con una base legal, que escribió con estas palabras:
court-alone = Una sola persona de la oficina lo decidió.
court-two = Dos personas de la oficina lo decidieron: una lo pidió y otra lo aprobó.
court-inside-title = Qué hay en este directorio
court-inside = Toda persona que tenga este directorio puede leer el caso entero: los originales sellados están junto a las claves que los abren. Contienen lo que el agente escribió con sus palabras, y esta página lo repite.
court-names = No nombra los teléfonos ni a las personas de la oficina que trabajaron en el caso. Un teléfono aparece por su clave.
court-journal = Contiene las huellas y las firmas de todas las fichas de ese teléfono y sus horas, pero nada que se pueda leer de otros casos.
court-left-out = { $count ->
    [one] Una ficha sobre otra persona se queda en la oficina: su permiso no consta aquí.
   *[other] { $count } fichas sobre otras personas se quedan en la oficina: su permiso no consta aquí.
}
court-unreadable = { $count ->
    [one] Una ficha de este caso está dañada en la oficina y falta aquí.
   *[other] { $count } fichas de este caso están dañadas en la oficina y faltan aquí.
}
court-order = Qué se anotó, en orden
court-clocks = El orden es el del diario del teléfono y no depende de ningún reloj. El reloj de un teléfono puede estar mal, o alguien puede cambiarlo. La hora del archivo es la palabra de la oficina.
court-place = Lugar en el diario
court-record = Ficha
court-device-clock = Según el reloj del teléfono
court-filed = Archivada en la oficina
court-result = Qué se comprobó
court-result-holds = Firmada por el teléfono, sin cambios desde entonces
court-result-fails = LAS COMPROBACIONES FALLARON. No se fíe de ella.
court-result-disputed = Firmada por el teléfono, sin cambios desde entonces; su lugar está por aclarar
court-result-unsealed = Firmada por el teléfono; falta el original sellado
court-duress = Se registró en un teléfono que obligaron a su dueño a abrir.
court-revoked = Llegó después de que la oficina excluyera ese teléfono, por ejemplo porque lo robaron.
court-finding = Qué mostró el teléfono
court-language = Estas palabras están en el idioma de esta página. No consta en qué idioma las mostró el teléfono.
court-question = Pregunta
court-first = Primera respuesta
court-later = Corregido: { $time } UTC
court-attachment = La ficha firmada contiene la huella de este archivo: es el que el teléfono tomó.
court-attachment-missing = La oficina no tiene este archivo, o lo tiene dañado.
court-asked = Se preguntó: { $time } UTC, según el reloj del teléfono.
court-texts = Los textos son aquellos con los que se hizo la ficha: «{ $name }», versión { $version }. Están en este directorio.
court-texts-missing = La oficina ya no tiene los textos con los que se hizo la ficha: «{ $name }», versión { $version }. Los textos de aquí son los del programa, y el teléfono pudo mostrar otros.
court-answers = Qué respondió la oficina
court-answer-hub = El buzón de la red la tiene para el teléfono. No se sabe si alguien la leyó.
court-answer-waits = No ha salido por el buzón de la red. No se sabe si salió en una tarjeta de memoria.
court-custody = Qué queda probado de esta ficha
court-shown = Sí
court-failed = NO
court-open = Sin aclarar
court-letter = La carta firmada está entera: nada ha cambiado desde que el teléfono la firmó.
court-device = Una sola clave, la del teléfono, firmó la ficha y su entrada en el diario.
court-committed = La entrada se hizo para esta ficha exacta: una sola letra cambiada se vería.
court-alone-at-place = El teléfono no firmó una segunda entrada en el mismo lugar, según el diario mostrado.
court-follows = La entrada sigue a la anterior.
court-unsealed = La oficina destruyó la clave para la que se selló esta ficha, o el original sellado está dañado. La entrada que el teléfono firmó está aquí, y se hizo para esta ficha exacta.
court-forks = { $count ->
    [one] En un lugar de este diario el teléfono firmó dos entradas. Eso ocurre cuando un teléfono se restaura de una copia, o cuando alguien copió su clave.
   *[other] En { $count } lugares de este diario el teléfono firmó dos entradas. Eso ocurre cuando un teléfono se restaura de una copia, o cuando alguien copió su clave.
}
court-gaps = La oficina no tiene todas las entradas de este diario.
court-office = La oficina
court-office-unknown = Una clave que no es de esta oficina
court-witness = { $office } tenía esta entrada: { $time } UTC según su propio reloj, y lo firmó.
court-witness-later = { $office } tenía la entrada { $number }, que se apoya en esta: { $time } UTC según su propio reloj, y lo firmó.
court-witness-none = Ninguna palabra firmada de una oficina da fecha a esta ficha.
court-rival = { $office } firmó ({ $time } UTC) que tenía OTRA entrada en el lugar { $number } de un diario: { $entry }. Esa entrada no se mostró. Si está en el diario de este teléfono, el teléfono firmó allí dos entradas. Si está en otro diario, no dice nada de esta ficha. Pídala a la oficina.
court-rival-shown = { $office } firmó ({ $time } UTC) que tenía la otra entrada en el lugar { $number }, que este teléfono firmó también: { $entry }.
court-hash-parcel = Original sellado (SHA-256)
court-hash-record = Ficha (SHA-256)
court-hash-entry = Entrada en el diario (SHA-256)
court-hash-device = Clave del teléfono
court-limits = Qué no prueba todo esto
court-not-true = Que lo que dice una ficha sea verdad, o esté completo.
court-not-when = Cuándo se hizo. El reloj de un teléfono puede estar mal, o alguien puede cambiarlo. Lo que la oficina firmó muestra que la ficha existía entonces, si se cree el reloj de la oficina.
court-not-who = Quién tenía el teléfono. Una clave es de un teléfono y no de una persona.
court-not-other = Que el teléfono no hiciera otras fichas: después de la última mostrada, o en lugares que no se mostraron.
court-not-envelope = Quién selló el sobre. Toda persona que recibió su clave puede poner la misma carta firmada en otro.
court-not-page = Que nadie haya cambiado esta página. Compruebe antes los archivos, como se dice abajo.
court-check-title = Cómo comprobar esto sin la oficina
court-check = El archivo HOW-TO-CHECK.txt lo explica, en inglés. La comprobación de check.py no comparte nada con el programa de la oficina. Compare la clave de la oficina por otro camino que aquel por el que llegó esto:
court-key-words = La clave de la oficina en seis palabras
court-key = Clave con la que firma la oficina:
court-key-former = Clave anterior de la oficina:
