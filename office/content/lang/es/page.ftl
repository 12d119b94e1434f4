# The words of the desk's page. What checklists, findings and services say comes from the pack in force.

desk = Puesto
desk-confidential = Puesto del destinatario confidencial
skip = Ir al contenido
languages = Idioma
untested = Estas palabras las tradujo una máquina y todavía no las ha leído nadie que hable el idioma.

unlock-title = Desbloquear el puesto
unlock-passphrase = Frase secreta
unlock-go = Desbloquear
unlock-wrong = Esa no es la frase secreta.
unlock-in-use = Otro programa tiene abierto este puesto. Cierre ese programa e inténtelo otra vez.
unlock-failed = El puesto no se abrió. Compruébelo en una terminal con: pocketcard-office verify
locked-title = El puesto está bloqueado
locked-explain = Lo que se escribió y no se guardó ya no está. Lo que se guardó está en su caso.
lock = Bloquear
closes = Si nadie lo usa, el puesto se bloquea a esta hora: { $time } UTC.
alone-here = Cualquiera que esté ante esta computadora puede leer la pantalla. Bloquee antes de irse.

nav = Partes del puesto
today = Hoy
phones = Teléfonos
services = Servicios
figures = Cifras
this-desk = Este puesto

refused-title = No permitido
refused = Esta petición no vino de la página del propio puesto. Abra la dirección que mostró el programa.
missing-title = No está aquí
missing = No existe esa página o ese caso.
busy-title = Un momento
busy = El puesto está recogiendo. Esta página aparece sola.
failed-title = No funcionó
failed = No cambió nada. Compruebe el puesto en una terminal con: pocketcard-office verify

wait-none = Nadie espera respuesta.
wait-some = { $count ->
    [one] Un caso espera respuesta (tiempo de espera: { $longest }).
   *[other] { $count } casos esperan respuesta (el que más espera: { $longest }).
}
withdrawn-some = { $count ->
    [one] En un caso se retiró un permiso, y nadie lo ha mirado desde entonces.
   *[other] En { $count } casos se retiró un permiso, y nadie los ha mirado desde entonces.
}
silent-some = { $count ->
    [one] De un teléfono no hay noticias desde hace una semana.
   *[other] De { $count } teléfonos no hay noticias desde hace una semana.
}
next-case = Abrir el primer caso
waiting = Quién espera
not-waiting = En estos no espera nadie
not-waiting-explain = Respondidos, cerrados o sin nada que se notara.
nothing-filed = Todavía no hay nada archivado. Recoja lo que han enviado los teléfonos.
alike-some = { $count ->
    [one] Otra observación dice lo mismo que algunas de aquí. Elija un lugar, un teléfono o un estado para verla.
   *[other] Otras { $count } observaciones dicen lo mismo que algunas de aquí. Elija un lugar, un teléfono o un estado para verlas.
}
more-cases = Casos siguientes
fewer-cases = Casos anteriores
filter-site = Lugar
filter-phone = Teléfono
filter-state = Estado
filter-code = Código
filter-all = Todos
filter-go = Mostrar
filtered = { $count ->
    [one] Un caso coincide.
   *[other] { $count } casos coinciden.
}

collect = Recoger ahora
collected = { $filed ->
    [0] Nada nuevo.
    [one] Una ficha nueva.
   *[other] { $filed } fichas nuevas.
}
collect-waiting = { $count ->
    [one] Un teléfono espera hasta que se comparen sus palabras.
   *[other] { $count } teléfonos esperan hasta que se comparen sus palabras.
}
collect-aside = { $count ->
    [one] Un paquete no se pudo archivar y queda aparte.
   *[other] { $count } paquetes no se pudieron archivar y quedan aparte.
}
collect-duress = De { $phone }, bajo coacción: obligaron a su dueño a abrirlo y lo que contenía se ha perdido. No deje ver que lo sabe.
collect-alarm = Dos teléfonos respondieron a una misma invitación. Alguien tiene una copia. Mírelo ahora.
collect-full = El disco está lleno. Lo que llegó espera hasta que haya espacio.
collect-failed = No se pudo llegar al buzón de la red. No se pierde nada; recoja otra vez.
collect-no-hub = Esta oficina no tiene buzón en la red. Los archivos llevados se abren en una terminal: pocketcard-office collect --bundle FILE

state-withdrawn = Permiso retirado
state-refer-now = Ofrecer una derivación ahora
state-agreed = Aceptó una derivación
state-refer = Ofrecer una derivación
state-enquire = Averiguar más
state-answered = Respondido
state-no-flag = No se notó nada
state-closed = Cerrado
state-phone = Un teléfono se presentó
age-minutes = { $count ->
    [0] menos de un minuto
    [one] un minuto
   *[other] { $count } minutos
}
age-hours = { $count ->
    [one] una hora
   *[other] { $count } horas
}
age-days = { $count ->
    [one] un día
   *[other] { $count } días
}
new = Nuevo
no-code = Sin código
column-state = Estado
column-code = Código
column-place = Lugar
column-phone = Teléfono
column-since = Tiempo de espera
column-also = Además
corrections = { $count ->
    [one] Una corrección
   *[other] { $count } correcciones
}

case-of = Caso { $code }
why = Por qué está aquí
signs = Las señales, y de dónde viene cada una
why-withdrawn = La persona retiró un permiso. No transmita nada de esa derivación y avise a quienes recibieron información.
why-agreed = La persona está de acuerdo en que se informe a un servicio.
why-declined = La persona dijo que no a una derivación: no se transmite nada.
why-danger = Nadie dio permiso: la persona no podía responder y una vida estaba en peligro.
why-form = Es un formulario de preguntas. Nadie lo ha valorado: léalo.
why-unreadable = Una ficha de este caso está dañada. Compruebe el puesto.
why-again = El teléfono mostró «{ $said }». Con las mismas respuestas, este puesto obtiene «{ $again }». Guíese por las respuestas.
why-clock = El reloj del teléfono estaba mal: sus horas no dicen nada.
why-duress = De un teléfono bajo coacción: obligaron a su dueño a abrirlo. Lo que dice puede ser cierto; no responda nada que pueda dañarlo.
why-revoked = Llegó cuando ya no se aceptaba ese teléfono: compruébelo.

consent-title = A qué dio permiso la persona
consent-purpose = Para qué
consent-said = Dijo
consent-yes = Sí
consent-no = No
consent-withdrawn = Retirado
consent-none = Nadie ha pedido permiso todavía: no se puede transmitir nada.
purpose-services = Ayuda de la oficina y sus socios
purpose-referral = Se informa a un servicio
purpose-statistics = Contar en un total
purpose-accountability = Uso en una investigación o un tribunal
basis-own = La persona está de acuerdo.
basis-caregiver-and-child = Un cuidador está de acuerdo, y el niño o la niña también.
basis-best-interests = Decidió el interés superior del niño o la niña, porque: { $reason }
basis-life-in-danger = Una vida estaba en peligro, porque: { $reason }
how-spoken = Se preguntó en voz alta, sin nadie en medio.
how-interpreted = Se preguntó con intérprete.
how-written = Leído y firmado o marcado.
how-heard = Escuchado de una grabación.

service-note = Qué se puede decir al servicio
service-note-only = Esto y nada más.
service-note-none = No se puede decir nada a ningún servicio.
note-service = Servicio
note-code = Código que dirá la persona
note-needs = Qué hace falta
note-language = Idioma
note-word = Nota
none = no hay

record-screening = Observación
record-referral = Derivación
record-amendment = Corrección
record-withdrawal = Permiso retirado
record-service-report = Noticia sobre un servicio
record-enrolment = Un teléfono se presentó
record-damaged = Esta ficha está dañada.
made = Terminada: { $time } UTC, según el reloj del teléfono.
filed = Archivada aquí: { $time } UTC, con el número { $number } en el diario de { $phone }.
filed-unnamed = Archivada aquí: { $time } UTC, con el número { $number } en su diario.
checked = Al abrirla se comprobaron su firma y su lugar en el diario.
answers-given = Qué se respondió
corrected = Corregido: { $answer }
unknown-indicator = Una señal que las listas de aquí no conocen
note = Nota
without-service = Se hizo aunque allí no se conoce ningún servicio, porque
attachment = Adjunto { $number }
attachment-waits = Todavía no ha llegado.
attachment-elsewhere = Es del tipo { $kind }: sáquelo en una terminal con pocketcard-office show --attachments
takes-back = Retira el permiso para la derivación.
never-sent = La derivación nunca salió del teléfono.

answered-title = Respuestas
answered-at = Respondido: { $time } UTC
answer-at-hub = El buzón de la red la tiene para el teléfono.
answer-goes = Sale con la próxima recogida.
answer-title = Respuesta
answer-text = Qué se dice al teléfono
answer-hint = La lee quien tenga el teléfono. Sin nombres, y nada para lo que la persona no dio permiso.
answer-begin = Empezar con
begin-told = Se informó a un servicio
begin-told-text = El servicio está informado y espera a la persona, que dirá el código { $code }.
begin-call = Llame, por favor
begin-call-text = Por favor, llame a la oficina antes de hacer nada más sobre { $code }.
begin-again = Mirar otra vez
begin-again-text = Sobre { $code }: por favor, vea otra vez a la persona, donde sea seguro, y pregunte solo cómo está y qué necesita.
begin-no-place = Hoy no hay sitio
begin-no-place-text = Sobre { $code }: hoy ningún servicio tiene sitio. Mañana lo intentamos otra vez. Hasta entonces, deje la tarjeta de contacto.
begin-read = Leído, nada más
begin-read-text = Gracias. Hemos leído { $code }. No hace falta que haga nada más.
answer-send = Enviar
answer-keep = Guardar para más tarde
answer-kept = Guardada y sellada, junto con el caso.
answer-sent = Lista. Sale con la próxima recogida.
answer-empty = Escriba antes una respuesta, de 4000 letras como máximo.
answer-nobody = En este caso no se puede responder a nadie.
answer-no-way = Quien envía una denuncia confidencial recibe una confirmación, pero no se le puede escribir.
hand = Se informó a un servicio
hand-explain = Anótelo, para que nadie informe al servicio por segunda vez.
close-case = Cerrar el caso
close-explain = Lo que llegue después lo abre otra vez.
noted = Anotado.
case-closed = Cerrado. Lo que llegue después lo abre otra vez.
back-today = Volver a Hoy

phone-label = Nombre
phone-heard = Últimas noticias
phone-records = Fichas
phone-missing = No han llegado
phone-pack = Listas
phone-state = Estado
phone-revoked = Ya no se acepta
phone-good = Bien
phone-forks = Su diario se continuó dos veces
phone-broken = Su diario no concuerda
phone-rivals = Dos teléfonos respondieron a su invitación
phone-put-off = Agotó su parte del día: hay adjuntos en espera
phone-silent = Sin noticias desde hace una semana
no-phones = Todavía no hay ningún teléfono registrado.

services-explain = El directorio del paquete en vigor, como lo muestran los teléfonos.
services-none = El paquete en vigor no tiene directorio.
service-inactive = Ahora no recibe a nadie
service-needs = Ayuda en
service-card = Lo que se dice a la persona
service-facts = Lo que conviene saber antes

figures-explain = Solo para este puesto. Nada de esto se publica.
figure-waiting = Casos que esperan, según cuánto llevan esperando
figure-heard = Teléfonos, según sus últimas noticias
figure-group = Grupo
figure-number = Cantidad
figure-sites = Informes por sitio y semana (semana desde el lunes)
figure-indicators = Señales vistas o contadas, por semana
figure-delivery = Horas desde que se termina un registro hasta que se archiva, por semana
figure-doubtful = Registros de teléfonos con reloj dudoso, por semana
figure-site = Sitio
figure-indicator = Señal
figure-other = Otros
figure-half = la mitad en
figure-nine-of-ten = nueve de diez en
figure-records = registros
under-hours-4 = Menos de 4 horas
under-hours-24 = De 4 a 24 horas
under-days-3 = De 1 a 3 días
over-days-3 = Más de 3 días
today-heard = Hoy
under-days-7 = De 1 a 7 días
over-days-7 = Más de 7 días

desk-keys = Palabras de las claves de este puesto
desk-hub = Buzón de la red
desk-no-hub = ninguno
desk-pack = Paquete en vigor
desk-pack-none = No se publicó ninguno: los teléfonos tienen las listas incorporadas.
desk-pack-version = { $name }, versión { $version }
check = Comprobar todo
check-good = { $records ->
    [one] Se comprobó una ficha. Todo está como debe.
   *[other] Se comprobaron { $records } fichas. Todo está como debe.
}
check-bad = Algo no está como debe. No se borró nada. Mírelo en una terminal: pocketcard-office verify
check-problems = { $count ->
    [one] Una cosa no está como debe.
   *[other] { $count } cosas no están como es debido.
}

log = Registro
log-explain = Cada línea contiene la huella de la anterior. La comprobación nombra la línea que falta o que se cambió.
log-time = Hora (UTC)
log-who = Usuario
log-act = Qué se hizo
log-record = Caso
log-last = Aquí están las líneas más recientes; pocketcard-office log las muestra todas.
act-unlocked = Abrió el puesto
act-refused = Frases de acceso erróneas
act-unlogged = No anotado por falta de espacio
act-viewed = Consultado
act-attachment-written = Adjunto mostrado o copiado
act-answered = Respondido
act-handed = Se informó a un servicio
act-closed = Cerrado
act-requested = Se pidió una segunda persona
act-approved = Aprobado
act-deleted = Eliminado
act-kept = Guardado para un tribunal
act-no-longer-kept = Ya no se guarda para un tribunal
act-exported = Exportado con sus claves
act-released = Cifras publicadas
act-analyst-added = Analista añadido
act-analyst-removed = Analista retirado
act-passed-on = Pasado a otros, según HTCDS o a la CTDC
act-published = Paquete publicado
act-revoked = Teléfono revocado
act-phone-recovered = Nuevas palabras de recuperación para un teléfono
act-user-added = Usuario añadido
act-user-removed = Usuario retirado
act-user-renamed = Usuario renombrado
act-passphrase-changed = Frase de acceso cambiada
act-words-made = Palabras de recuperación creadas
act-backed-up = Puesto copiado para los custodios
act-restored = Puesto restaurado desde una copia
act-token-renewed = Credencial nueva para el buzón de la red
act-retention-set = Meses que se guardan los casos cerrados (0: sin fin)
desk-user = Usted
role-administrator = administración
role-focal-point = punto focal
alone = Una sola persona usa este puesto. Lo que en otros exige dos personas lo hace sola, y el registro lo dice.
requests = Lo que espera a una segunda persona
request-export = Exportación de un caso entero con sus claves
request-deletion = Eliminación de un caso
request-release = Publicación de cifras
request-htcds = Caso que se pasa a un servicio, según HTCDS
request-ctdc = Filas que se pasan a la CTDC
request-by = Lo pide { $name }, porque: { $reason }
approve = Aprobar
approved = Aprobado. Quien lo pidió puede hacerlo durante 48 horas.
approve-another = Lo aprueba otra persona que la que lo pidió.

invite-label = Nombre del teléfono nuevo
invite-hint = El nombre de un equipo o de una tarea, no de una persona.
invite-go = Crear una invitación
invitation = La invitación
invitation-hint = Se muestra solo esta vez. Cópiela y entréguela en persona: quien la tenga puede inscribir un teléfono una vez.
phone-comes = Llega un teléfono
words-read = Lea estas palabras a quien tiene el teléfono, de viva voz:
accept-phone = Teléfono
accept-words = Las seis palabras que muestra
accept-hint = Escúchelas de la propia persona, y no por la vía que llevó la invitación.
accept-go = Admitirlo
phone-accepted = Anotado. El teléfono con estas palabras queda inscrito ahora o cuando llegue su respuesta.
phone-other-words = Un teléfono con otras palabras respondió a esta invitación. Pregunte otra vez qué muestra el teléfono. Si es lo mismo, alguien tiene una copia de la invitación.
phone-goes = Un teléfono se perdió o fue robado
revoke-explain = No se acepta nada de lo que registre desde ahora y no recibe listas nuevas. Lo que registró antes sigue llegando.
revoke-phone = Teléfono
revoke-go = Revocarlo
phone-was-revoked = Revocado. Los demás reciben una clave nueva.
failed-phone = No funcionó. No se cambió nada.

two-people = Lo que requiere dos personas
two-people-explain = Otro usuario lo aprueba en 48 horas, con su propia frase de acceso. No escriba ningún nombre en el motivo: queda guardado.
request-reason = Motivo
ask-export = Pedir la exportación de este caso
ask-delete = Pedir la eliminación de este caso
ask-delete-closed = Un caso se elimina después de cerrarlo.
requested = Pedido. Continúa en «Este puesto»: otro usuario lo aprueba allí, en 48 horas.
reason-needed = No se pidió: diga por qué, en 1 a 4000 letras.
not-closed = Cierre primero el caso.
kept-for-court = Este caso se guarda para un tribunal: nada lo elimina.
requests-approved = Lo que puede hacer ahora, en 48 horas
delete-now = Eliminar para siempre
export-how = Los archivos para un tribunal se escriben en una terminal:
release-how = Las cifras se publican en una terminal, con la misma orden que las pidió:
deleted = { $count ->
    [one] Se eliminó un registro. Las copias de este puesto hechas antes lo conservan.
   *[other] Se eliminaron { $count } registros. Las copias de este puesto hechas antes los conservan.
}

due = Casos cerrados que vencen
due-explain = Nada se elimina solo. Abra un caso para pedir su eliminación, o guárdelo para un tribunal.
due-line = cerrado { $closed }, vence { $due } (UTC)
retention = Casos cerrados
retention-months = { $count ->
    [one] se guardan un mes
   *[other] se guardan { $count } meses
}
retention-none = se guardan sin fin
pack-waits = La versión { $version } espera: firmada por { $signed } de { $needed } claves

services-planned = Cambios previstos
services-planned-explain = Los teléfonos aún no los conocen. Escríbalos en el overlay de su paquete desde una terminal; después constrúyalo, fírmelo y publíquelo:
services-kept = Guardado, sellado. Los teléfonos lo sabrán con el próximo paquete.
services-dropped = Se abandonaron los cambios previstos.
services-drop = Abandonar estos cambios
services-planned-wrong = Lo previsto ya no encaja con el paquete en vigor: abra otra vez cada servicio.
service-change = Cambiar
service-add = Añadir un servicio
service-id = Nombre corto para los programas
service-id-explain = Minúsculas, cifras y guiones, por ejemplo clinica-norte. Después no cambia.
service-name = Nombre
service-contact = Cómo contactarlo
service-contact-explain = La línea de la tarjeta: una dirección o un número.
service-hours = Horario
service-active = Recibe a personas ahora
service-kind = Es
kind-place = Un lugar al que ir
kind-hotline = Un número al que llamar
kind-mobile = Personas que vienen
service-serves = A quién atiende (nada marcado: a todos)
service-languages = Idiomas que se hablan allí
service-languages-explain = Códigos separados por comas, por ejemplo en, fr, ar.
service-area = Zona (vacío: en todas partes)
service-verified = Comprobado el
service-verified-explain = Año, mes y día, por ejemplo 2026-01-31.
service-keep = Guardar
service-remove = Quitar del directorio
service-id-taken = Otro servicio tiene ese nombre corto; elija otro.
service-text-wrong = Necesita un nombre, una forma de contacto y un horario: de 1 a 400 letras por línea, sin llaves ni barras invertidas.
service-wrong = Algo no encaja: el nombre corto, el día o un idioma. También tiene que ayudar en algo.
back-services = Volver a los servicios
