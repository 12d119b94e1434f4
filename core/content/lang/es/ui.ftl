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
age-adult = 18 años o más
age-child = Menos de 18 años
age-may-be-child = Puede tener menos de 18 años
age-unknown = No se sabe

offer-open = Abierta
offer-offered = Conviene abrirla
offer-available = Se puede abrir

consent = ¿Me da permiso?
    .hint = Lea cada pregunta en voz alta. Solo un sí claro es un sí. La ayuda no depende de ello.
consent-services = ¿Puedo anotar lo que usted necesita, para que reciba ayuda?
consent-referral = ¿Puedo hablarle de usted a este servicio, para que pueda ayudar? Le digo solo lo que necesita saber.
consent-statistics = ¿Se puede contar en las cifras lo que le pasó, sin nada que muestre quién es usted?
consent-accountability = ¿Se puede pasar a quienes pueden pedir cuentas a los responsables?
consent-refused = Está bien. Recibe ayuda igualmente. Aquí la encuentra.
consent-withdrawn = Usted lo ha retirado. A partir de ahora no se pasa nada más.

code = Su código: { $code }
    .hint = El código le representa. Nadie necesita su nombre.

state-draft = Sin terminar
state-sealed = Terminado y sellado, espera un camino a la oficina
state-in-transit = En camino
state-delivered = Entregado, aún no ha llegado a la oficina
state-received = En la oficina
state-purged = En la oficina y borrado de este teléfono
state-quarantined = No se pudo enviar; pregunte a su oficina
