# Lo que dice una constatación. Señala y nunca juzga: ninguna frase dice lo que es una persona.

level-no-flag = Ninguna señal por ahora
    .meaning = Eso no quiere decir que no haya nada. Deje la tarjeta de contacto y siga con los ojos abiertos.
level-enquire = Siga con atención, ofrezca ayuda
    .meaning = Se notó algo. Siga con atención, con suavidad, y solo donde sea seguro.
level-refer = Ofrecer una derivación
    .meaning = Un especialista debería mirar lo que se notó.
level-refer-now = Ofrecer una derivación ahora
    .meaning = Quédese hasta que la ayuda esté organizada, o hasta que la persona diga que no. A un niño o una niña no se le deja.
level-no-flag-site = Ninguna señal por ahora
    .meaning = Eso no quiere decir que no haya nada. Vuelva y mire otra vez.
level-enquire-site = Vigile este lugar
    .meaning = Aquí es fácil que exploten a la gente. Mire otra vez y cuente a su punto focal lo que vio.
level-refer-site = Informe de este lugar
    .meaning = Aquí hay señales que debería examinar un especialista.
level-refer-now-site = Informe de este lugar ahora
    .meaning = Puede haber gente en peligro. Informe enseguida y no entre usted.

finding-not-a-verdict = Las señales no prueban nada, ni en un sentido ni en otro. Un especialista averigua qué significan.
finding-noticed = Lo que se notó
finding-since = Desde la visita del { $day }
finding-since-new = Nuevo desde entonces:
finding-since-gone = Buscado y ya no visto:
finding-since-not-looked = Notado entonces, no mirado hoy:
finding-since-still = Sigue igual:
finding-since-nothing = No se notó nada nuevo.
finding-seen = Visto
finding-told = Contado
finding-reported = Dicho por otra persona
finding-item = { $how }: { $what } ({ $source })
finding-reasons = Por qué este nivel
finding-elements = Hacia dónde puede apuntar
finding-act = Qué se hizo:
finding-means = Cómo:
finding-purpose = Para qué:
finding-part-missing = Nada todavía. Eso no descarta nada.
finding-means-not-needed = No hace falta: para un niño o una niña no importa cómo.
finding-definition = Puede que estén aquí todas las partes de la trata. Si lo es o no, lo establece un especialista.
finding-forms = Formas de explotación hacia las que puede apuntar
finding-urgent = Lo que no puede esperar
finding-linkages = Con qué puede estar relacionado
finding-linkage-mechanism = Para: { $name }
finding-no-contact = Su oficina no ha dicho cómo encontrarles: pregunte a su punto focal.
finding-advice = Qué hacer
finding-advice-more = Más, cuando haya tiempo
finding-because = { $what } (por: { $causes })
finding-the-age = la edad
finding-not-observed = { $count ->
    [one] Se buscó { $count } señal y no se vio. Eso no prueba nada.
   *[other] Se buscaron { $count } señales y no se vieron. Eso no prueba nada.
}
finding-not-asked = No tiene que mirar nada más. Lo que no se miró no dice nada, ni a favor ni en contra.

reason-anything = Se notó algo
rule-urgent = Hay una necesidad que no puede esperar
rule-child-definition = Puede ser un niño o una niña, y puede que estén todas las partes de la trata
rule-child-now = Puede ser un niño o una niña a quien utilizan, hacen daño o no tiene salida
rule-force = Fuerza o secuestro, y puede que estén todas las partes de la trata
rule-organs = Pueden quitar un órgano a alguien a quien presionan o retienen
rule-misconduct-now = Se trata de un niño o una niña, o todavía está pasando
rule-definition = Puede que estén todas las partes de la trata
rule-exploitation = Puede haber explotación, y un modo en que llevaron a la persona a ella
rule-control = Alguien controla o amenaza a la persona, y las condiciones se parecen a la explotación
rule-grave = Puede haber aquí una de las formas de explotación más graves
rule-linkage = Puede estar relacionado con un crimen grave
rule-own-personnel = Puede estar implicado nuestro propio personal
rule-child = Hay una señal, y puede ser un niño o una niña
rule-several = Varias señales juntas
rule-behind = Se dice que hay alguien detrás, o que eligen a la gente
rule-site-now = Puede haber gente en peligro ahora en este lugar
rule-site-sign = Hay una señal de que aquí pueden explotar a la gente
rule-site-several = Varias cosas juntas hacen fácil explotar aquí a la gente

child-adult = La persona es adulta, hasta donde se sabe.
child-child = La persona es un niño o una niña. No importa cómo pasó ni si aceptó.
child-may-be-child = La persona puede ser un niño o una niña. Trátela así hasta que lo sepa.
child-unknown = No se sabe la edad. Trate a la persona como a un niño o una niña hasta que lo sepa.
child-signs = Estas señales hacen pensar en un niño o una niña: { $causes }.

advice-safety = Primero la seguridad, la suya y la de la persona. Si alguien puede estar escuchando o mirando, pare. No se enfrente a nadie.
advice-refer-now = Arregle la ayuda antes de separarse: seguridad, médico, un lugar seguro esta noche. Llame ahora al servicio o a su punto focal.
advice-held = La tienen detenida o van a devolverla. Pida al comandante que espere, y llame a la asistencia jurídica, al ACNUR o al CICR, y a protección de la infancia si es un niño o una niña. Nadie debe ser enviado al peligro ni castigado por lo que le obligaron a hacer.
advice-about-other = Esto habla de otra persona. Empiece una nueva evaluación para esa persona o ese niño; no interrogue a quien se lo contó.
advice-child-alone = Hasta que llegue protección de la infancia: siéntese con el niño o la niña donde otros los vean, dele agua y comida, pregunte solo cómo quiere que le llamen. Ni fotos, ni promesas, ni coche privado, ni entregarlo a un adulto que diga ser de la familia.
advice-ask-age = No consta la edad. Pregúntese una vez: ¿puede tener menos de 18 años? Elija «18 o más» o «puede tener menos de 18»; hasta entonces se la trata como a un niño o una niña.
advice-refer = Ofrezca derivar a la persona a un servicio, diga qué hace y qué se le contará, y pregunte si lo quiere. Pase solo lo que ella acepte.
advice-enquire = Busque un momento tranquilo y a solas. Pregunte cómo está la persona y qué necesita. No la interrogue.
advice-say = Diga: «Puede parar en cualquier momento. Usted decide. Hay ayuda, y es gratis. Le haya pasado lo que le haya pasado, no es culpa suya».
advice-do-not-ask = No pregunte por su historia, por actos sexuales, por nombres de otros ni por qué no se fue. Nunca pregunte delante de otros.
advice-no-conditions = La ayuda no tiene condiciones. No depende de los papeles, de hablar con la policía ni de responder. Si la persona la rechaza, dígale dónde está la ayuda.
advice-non-punishment = Nadie debe ser detenido ni castigado por lo que le obligaron a hacer. No informe a las autoridades sobre sus papeles. Si la ley le obliga, pregunte antes a su punto focal.
advice-child = Trate a la persona como a un niño o una niña: llame a protección de la infancia, no le haga una entrevista, no le deje sin compañía, y no le entregue a un adulto sin contar con protección de la infancia.
advice-check-age = Algo hace pensar en un niño o una niña. Compruebe que la edad que anotó es correcta; en caso de duda, anote «puede tener menos de 18 años».
advice-medical-soon = Ofrezca atención médica lo antes posible: dentro de las 72 horas puede evitar enfermedades y embarazo, y después sigue ayudando.
advice-offer-doctor = Ofrezca un médico o una enfermera, también para heridas antiguas. Es un ofrecimiento: la persona decide.
advice-agreed = La persona puede decir que aceptó. Si hubo amenazas, mentiras o ninguna otra opción, no cuenta. Para un niño o una niña, nunca.
advice-not-yet = No hace falta que haya pasado ya. La ayuda que llega antes es la mejor.
advice-armed-group = A quien usó un grupo armado se le hizo daño y necesita protección. No pregunte nada sobre operaciones. Llame a protección de la infancia o a su punto focal antes que a nadie.
advice-accountability = Si un adulto que estuvo con un grupo armado o terrorista debe responder por ello lo deciden otros, caso por caso. Si nadie forzó, mintió ni se aprovechó de su necesidad, entréguelo según el procedimiento de su misión y diga qué señales vio. No decida usted ni interrogue.
advice-international-protection = La persona puede tener derecho a asilo o a quedarse. Dígaselo, y no deje que nadie la devuelva antes de que se estudie su caso.
advice-own-personnel = Puede estar implicado nuestro propio personal. Pase eso al informe de mala conducta, que solo puede leer el destinatario confidencial, y siga aquí sin ello. No se lo diga a nadie más.
advice-site-watch = Mire otra vez, a otra hora y con otros ojos. No entre en los lugares, no saque fotos, no interrogue a la gente.
advice-site-report = Hable de este lugar con su punto focal de protección y acuerden quién se ocupa.
advice-site-now = Avise enseguida a su punto focal de protección y a su oficial de seguridad. No vaya usted allí.
advice-misconduct = Envíe este informe y no se lo cuente a nadie más. No investigue, no se enfrente a nadie, no reúna pruebas. Ayude a la persona afectada como ayudaría a cualquiera.
advice-leave-contact = Deje la tarjeta de contacto solo si no es peligroso que alguien se la encuentre a la persona.
advice-write-little = Escriba lo menos posible, solo lo que ayude. Sin nombres, sin números de teléfono, sin fotos.

contact-card = Ayuda gratis
    .end = Usted decide. No tiene que dar su nombre.

finding-kept = Guardado para la oficina
    .meaning = Esta lista solo hace preguntas. No tiene indicios, así que no hay conclusión: las respuestas no se valoran aquí y no descartan nada. La oficina las leerá.
