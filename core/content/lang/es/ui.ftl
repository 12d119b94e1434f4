# Palabras que las pantallas necesitan alrededor de las listas.

answer-observed = Visto
    .hint = Usted lo vio o lo oyó.
answer-told = Contado
    .hint = La persona lo dijo.
answer-reported = Referido
    .hint = Se lo contó otra persona.
answer-not-observed = No visto
    .hint = Usted miró y no lo vio. Eso no prueba nada.
answer-not-asked = No preguntado
    .hint = Usted no miró ni preguntó. Siempre es una buena respuesta.

age = ¿Qué edad tiene?
    .hint = No hace falta preguntar. Si no tiene seguridad, elija «puede tener menos de 18 años».
age-ask = ¿Podría tener menos de 18 años?
age-adult = 18 años o más
age-child = Menos de 18 años
age-may-be-child = Puede tener menos de 18 años
age-unknown = No se sabe

offer-open = Abierta
offer-offered = Conviene abrirla
offer-available = Se puede abrir

consent = ¿Me da permiso?
    .hint = Lea cada pregunta en voz alta. Solo un sí claro es un sí. La ayuda no depende de ello.
consent-before = Antes de preguntar: solo las personas de nuestra oficina que organizan la ayuda leen lo que escribo; { $days ->
    [0] ellas deciden cuánto tiempo lo guardan, y usted puede preguntarlo
    [one] lo guardan { $days } día
   *[other] lo guardan { $days } días
}; y alguien podría notar que hemos hablado, así que dígame si eso es peligroso para usted.
consent-any-help = ayuda
consent-services = ¿Puedo anotar lo que usted necesita, sin su nombre, para que busquemos ayuda?
consent-referral = ¿Puedo decirle a este servicio ({ $service }) lo que usted necesita ({ $needs }) y cómo encontrarle? No le digo nada más.
consent-statistics = ¿Podemos contarle en un total? Nadie puede ver que se trata de usted.
consent-accountability = ¿Se puede contar lo que pasó a quienes investigan o a un tribunal? Pueden usarlo contra quienes lo hicieron. Puede decir que no, y decidir más tarde.
consent-refused = Está bien. Puede recibir ayuda de todos modos. Aquí la encuentra.
consent-withdrawn = Está bien. Ha retirado su permiso. No pasamos nada más. Lo que ya se envió no siempre se puede recuperar.

code = Su código: { $code }
    .hint = El código le representa. Nadie necesita su nombre.

state-draft = Sin terminar
state-sealed = Terminado y sellado, espera un camino a la oficina
state-in-transit = En camino
state-delivered = Entregado, aún no ha llegado a la oficina
state-received = En la oficina
state-purged = En la oficina y borrado de este teléfono
state-quarantined = No se pudo enviar; pregunte a su oficina
ask-allegation = Esto contiene algo contra nuestro propio personal, que la oficina ordinaria no debe leer. ¿Enviarlo solo al destinatario confidencial y seguir sin ello?
ask-back = uno atrás
ask-begin = Empezar uno nuevo
ask-choose = Un número; nada: lo marcado con *
ask-choose-several = Números separados por espacios
ask-day = Un día, como 2026-01-31
ask-day-time = Un día y una hora, como 2026-01-31T14:30
ask-decimal = Un número, como 2.5
ask-enough = Basta; seguir
ask-file = El nombre de un archivo
ask-go-on = Intro: seguir
ask-kept = Guardado, sellado, como borrador. La misma orden lo continúa.
ask-leave = salir; lo respondido se guarda
ask-next-part = a la parte siguiente
ask-no-keep = No, guardarlo como borrador
ask-no-service = Aquí no se conoce ningún servicio. ¿Por qué se atiende a la persona de todos modos?
ask-not-a-choice = Eso no se puede elegir aquí. Pruebe otra vez.
ask-note = Algo que no se pudo decir de otro modo. Sin nombres. Puede quedar vacío.
ask-nothing-kept = No se respondió nada, no se guarda nada.
ask-number = Un número entero
ask-order = Números en el orden deseado, separados por espacios
ask-place = Latitud y longitud en grados, como 12.34 -1.5
ask-places = Puntos separados por ;, cada uno como 12.34 -1.5
ask-ready = ¿Terminar y sellar para la oficina?
ask-sections = ¿Qué parte ahora?
ask-site = El código del lugar. Puede quedar vacío.
ask-tick = 1: sí
ask-time = Una hora, como 14:30
ask-too-long = Es demasiado largo. Dígalo con menos palabras.
ask-turns = ¿Cuántas veces?
ask-unfinished = Hay algo sin terminar
ask-which = ¿De qué se trata?
ask-words = Palabras; nada: dejarlo como está
ask-yes = Sí
question-constraint = Este formulario no acepta esta respuesta.
question-missing = Esto hay que responderlo.
question-no-positions = Su oficina no pide posiciones. Deje esto vacío.
question-not-a-choice = Eso no se puede elegir ahora.
question-out-of-range = Está fuera de los límites.
question-too-long = Lo que se calcula aquí es demasiado largo.
question-wrong-kind = No es una respuesta del tipo que se pide.
service-fact-asks-papers = Pide papeles
service-fact-asks-police-report = Pide antes una denuncia a la policía
service-fact-example = SOLO UN EJEMPLO: este lugar no existe
service-fact-fee = Cuesta dinero
service-fact-full = Lleno ahora
service-fact-hotline = Un número al que llamar
service-fact-mobile = Van adonde está usted
service-fact-never-verified = Nadie ha dicho cuándo se comprobó
service-fact-no-directory = Este paquete no tiene directorio de servicios: pregunte a su oficina
service-fact-none = Ningún servicio activo del directorio responde a esto.
service-fact-serves = Para: { $serves }
service-fact-spoken = Se habla: { $languages }
service-fact-state = Lo lleva un Estado
service-fact-transport = Recogen a la gente
service-fact-verified = Comprobado el { $day }
serves-children = niños y niñas
serves-disability = personas con discapacidad
serves-lgbtiq = personas LGBTIQ+
serves-men = hombres
serves-women = mujeres
service-found-changed = Se ha mudado o ha cambiado
service-found-closed = Está cerrado
service-found-conditions = Pide dinero, papeles o una denuncia a la policía
service-found-confirmed = Es como dice el directorio
service-found-full = Está lleno
service-found-new = Hay uno nuevo
service-found-unsafe = No es seguro
