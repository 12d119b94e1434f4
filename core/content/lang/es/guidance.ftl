# Fichas de orientación y palabras explicadas.

## Fichas

card-six-keys = Seis claves para entender la trata
card-six-keys-1 = No hace falta cruzar una frontera. Puede pasar dentro de un país o de una misma ciudad.
card-six-keys-2 = Le puede pasar a cualquiera: persona rica o pobre, joven o mayor, de cualquier género, con papeles o sin ellos.
card-six-keys-3 = Detrás puede estar cualquiera: bandas, grupos armados, empleadores, parientes, amigos, incluso personal internacional.
card-six-keys-4 = El fin puede ser cualquier explotación: sexo, trabajo, delitos, combate, órganos, o algo que aún no está en ninguna lista.
card-six-keys-5 = No toda explotación es trata. Para un adulto hacen falta un acto y un medio; para un niño o una niña basta un acto. Toda persona explotada necesita ayuda.
card-six-keys-6 = Una persona puede haber aceptado, y aun así puede ser trata. Si se usó alguno de los medios, ese acuerdo no cuenta; para un niño o una niña nunca cuenta.

card-using-signs = Cómo usar las señales
card-using-signs-1 = Ninguna señal prueba nada, y que falte una no descarta nada. Las señales le dicen cuándo mirar más o derivar.
card-using-signs-2 = Usted no investiga. Un especialista formado averigua qué significan las señales.
card-using-signs-3 = Empiece por lo que ve. Añada lo que le cuentan. No pregunte para marcar más casillas.
card-using-signs-4 = Poca gente dice por sí misma que la explotan: por miedo, por vergüenza, o porque no tiene palabra para ello. Sea usted quien lo note.

card-definition = Qué forma parte de la trata de personas
card-definition-1 = Un acto: alguien recluta, lleva, entrega, retiene o recibe a una persona.
card-definition-2 = Un medio: con amenaza, fuerza, presión, secuestro, mentiras, abuso de poder o de necesidad, o pagando a quien decide por la persona.
card-definition-3 = Un fin: explotar a la persona. No hace falta que haya pasado ya.
card-definition-4 = Para cualquier menor de 18 años no hace falta un medio: basta un acto para explotarle.
card-definition-5 = Si todo esto es así lo dice un especialista, no usted.

card-safety-first = Primero la seguridad
card-safety-first-1 = ¿Hay alguien en peligro ahora mismo? Entonces pónganse a salvo y deje las preguntas.
card-safety-first-2 = Vea quién mira o escucha. Quien acompaña puede ser quien controla.
card-safety-first-3 = Hable a solas, en un lugar donde parezca natural, o no hable de ello.
card-safety-first-4 = No se enfrente a nadie de quien sospeche, ni intente liberar a gente usted.
card-safety-first-5 = No dé nada que sea peligroso llevar encima. Pregunte qué se puede guardar sin riesgo.
card-safety-first-6 = Cuídese. Si siente que no está a salvo, váyase y avise.

card-what-to-say = Qué decir
card-what-to-say-1 = «Me llamo ..., trabajo para .... Estoy aquí para ayudar, y es gratis».
card-what-to-say-2 = «¿Puede hablar ahora sin peligro? ¿Hay un lugar mejor?»
card-what-to-say-3 = «¿Qué es lo que más necesita en este momento?»
card-what-to-say-4 = Si le contó algo: «Lo que le pasó no es culpa suya. Le creo».
card-what-to-say-5 = «Usted decide. Puede parar en cualquier momento, y puede decir que no».
card-what-to-say-6 = «No puedo prometerle todo. Puedo decirle qué va a pasar ahora».

card-do-not-ask = Qué no preguntar y qué no hacer
card-do-not-ask-1 = No pregunte toda la historia. La persona tendría que contarla otra vez, y cada vez puede doler.
card-do-not-ask-2 = Nunca pregunte por actos sexuales o violencia. Si se lo cuenta, escuche y ofrezca atención.
card-do-not-ask-3 = No pregunte por qué no se fue, ni por qué aceptó.
card-do-not-ask-4 = No pregunte nombres, lugares o planes de quienes están detrás, ni de un grupo armado.
card-do-not-ask-5 = No pregunte delante de otros, de la familia ni de otras personas sobrevivientes.
card-do-not-ask-6 = No prometa lo que no puede cumplir, no toque, no saque fotos.

card-interpreter = Hablar por medio de otros
card-interpreter-1 = Nunca deje traducir a un acompañante, un pariente o un niño.
card-interpreter-2 = Pregunte a la persona si este intérprete le parece bien: género, origen, creencia.
card-interpreter-3 = El intérprete promete no contar nada a nadie. Hable a la persona, no al intérprete.
card-interpreter-4 = Si no hay un intérprete seguro: muestre la tarjeta de contacto y vuelva con uno.

card-children = Cuando puede ser un niño o una niña
card-children-1 = Menos de 18 años es un niño o una niña. Si no tiene seguridad, trate así a la persona.
card-children-2 = Llame a protección de la infancia. Ellos hablan con el niño o la niña, no usted.
card-children-3 = Quédese hasta que lleguen. No deje al niño o la niña sin compañía, ni con un adulto que diga que es suyo.
card-children-4 = Diga cosas sencillas y ciertas: quién es usted, qué va a pasar, que el niño o la niña no ha hecho nada malo.
card-children-5 = Pregunte solo lo que hace falta ahora: ¿tienes hambre, dolor, frío, miedo?
card-children-6 = Un niño o una niña con un grupo armado es ante todo un niño o una niña. Entréguelo a protección de la infancia, no para que lo interroguen.

card-consent = Pedir el acuerdo
card-consent-1 = Diga qué se va a pasar, a quién y por qué. Pregunte cada cosa por separado.
card-consent-2 = El silencio no es un sí. Un sí dado con miedo no es un sí.
card-consent-3 = «No» es una respuesta. Se da ayuda igualmente, y se le dice a la persona dónde está.
card-consent-4 = La persona puede retirar su permiso en cualquier momento, para lo que aún no se ha enviado.
card-consent-5 = Para un niño o una niña: su propia palabra, y la de un padre, madre o tutor, salvo que esa persona sea parte del peligro.
card-consent-6 = Solo si hay una vida en peligro puede actuar sin acuerdo; entonces dígalo y escriba por qué.

card-non-punishment = Sin castigo y sin vergüenza
card-non-punishment-1 = No se debe castigar a la gente por lo que le obligaron a hacer: cruzar una frontera, papeles falsos, actos sexuales por dinero, robo, drogas, combatir.
card-non-punishment-2 = Son testigos y personas con necesidad, no sospechosos, hasta que alguien competente haya mirado su propio caso.
card-non-punishment-3 = No detenga a nadie por ello, ni informe a las autoridades sobre sus papeles (su situación migratoria).
card-non-punishment-4 = Cuide sus palabras. No «prostituta», «ilegal», «mujer de terrorista», sino «una persona que ...».
card-non-punishment-5 = A los niños nacidos de una violación, a los hombres y niños, y a quienes vuelven de grupos armados es a quienes más se avergüenza. Protéjalos de eso.

card-what-happens-next = Qué pasa después
card-what-happens-next-1 = Lo que usted notó queda sellado en el teléfono. Solo la oficina puede leerlo.
card-what-happens-next-2 = Si la persona aceptó, la oficina dice al servicio solo lo que necesita para ayudar.
card-what-happens-next-3 = El servicio llama o espera, como quiso la persona. El código de la tarjeta la representa; no hace falta ningún nombre.
card-what-happens-next-4 = Más tarde, un especialista puede hablar con la persona, si ella quiere, para averiguar qué significan las señales.
card-what-happens-next-5 = No se avisa a la policía sin el acuerdo de la persona, salvo que haya una vida en peligro o lo pida la ley sobre niños. Dígalo antes.

card-your-rights = Para usted: con qué puede contar
card-your-rights-1 = Puede decir que no. Puede parar en cualquier momento.
card-your-rights-2 = La ayuda es gratis. No depende de sus papeles, y no tiene que hablar con la policía.
card-your-rights-3 = Puede tener un médico, un lugar seguro, comida y alguien con quien hablar en su idioma.
card-your-rights-4 = Nadie puede castigarle por lo que otros le obligaron a hacer.
card-your-rights-5 = Lo que usted dice se guarda en secreto. Se le pregunta antes de pasar nada.
card-your-rights-6 = Si volver es peligroso, puede pedir protección aquí.

card-smuggling-or-trafficking = ¿Tráfico de migrantes o trata?
card-smuggling-or-trafficking-1 = En qué consiste. Trata: acto, medio y explotación (para un niño o una niña, sin medio). Tráfico: ayudar a alguien a entrar ilegalmente en un país para ganar algo.
card-smuggling-or-trafficking-2 = Fronteras. Trata: con o sin ellas. Tráfico: siempre se cruza una.
card-smuggling-or-trafficking-3 = Fin. Trata: explotar, aunque no haya empezado. Tráfico: ganar dinero u otra cosa. Quien no gana nada, como un rescatador o un pariente, no es traficante de migrantes.
card-smuggling-or-trafficking-4 = Acuerdo. Trata: no cuenta si se usó un medio, y nunca para un niño o una niña. Tráfico: casi siempre se da al principio, y a menudo se retira en el camino.
card-smuggling-or-trafficking-5 = Explotación. Trata: es el fin. Tráfico: no forma parte; donde ocurre, el delito es más grave.
card-smuggling-or-trafficking-6 = Ganancia. Trata: habitual, pero no hace falta. Tráfico: hace falta.
card-smuggling-or-trafficking-7 = A quién se hace el mal. Trata: a la persona. Tráfico: al Estado; pero a menudo también se hace daño a quienes cruzan.
card-smuggling-or-trafficking-8 = Quién lo hace. En los dos: bandas, parientes, amigos u otros. Un mismo viaje puede pasar de tráfico a trata. Usted no tiene que decidir: derive.

card-sexual-violence = Cuando alguien cuenta violencia sexual
card-sexual-violence-1 = Escuche. Crea. No pregunte más.
card-sexual-violence-2 = Ofrezca atención médica: dentro de las 72 horas puede evitar el VIH y otras enfermedades, y dentro de las 120 horas el embarazo; después sigue ayudando.
card-sexual-violence-3 = Le puede pasar a mujeres, niñas, hombres y niños.
card-sexual-violence-4 = Nunca es culpa suya. Nadie tiene que denunciar para recibir atención.
card-sexual-violence-5 = No se lo diga a nadie que no necesite saberlo para ayudar.

card-armed-groups = Personas que estuvieron con un grupo armado
card-armed-groups-1 = Para un niño o una niña no importa cómo llegó: se le reclutó.
card-armed-groups-2 = Para un adulto, mire cómo: con amenazas, secuestro, engaño, o sin otra forma de vivir. Quien entró libremente quizá tenga que responder por delitos; eso lo deciden otros, caso por caso.
card-armed-groups-3 = También usaron a quienes cocinaban, cargaban o llevaban mensajes, y a las «esposas».
card-armed-groups-4 = No les pregunte por operaciones. No es su tarea y puede costarles la vida.
card-armed-groups-5 = Alguien a quien un grupo terrorista sometió a trata cuenta como víctima del terrorismo.

card-own-personnel = Cuando está implicada nuestra propia gente
card-own-personnel-1 = Usted tiene el deber de informar, aunque sea un rumor. No tiene que tener seguridad.
card-own-personnel-2 = Use el informe de mala conducta. Está sellado para el destinatario confidencial; su oficina no puede leerlo ni saber que usted lo escribió.
card-own-personnel-3 = No se lo diga a colegas ni a jefes, no investigue, no avise a nadie.
card-own-personnel-4 = Ayude primero a la persona afectada: seguridad, médico, un lugar donde quedarse. La ayuda no depende del informe.
card-own-personnel-5 = Nadie puede castigarle por informar. Si lo hacen, informe también de eso.

card-already-held = Si la persona ya está detenida o la van a devolver
card-already-held-1 = Pregunte quién la retiene, desde cuándo y adónde la van a llevar. No pregunte qué hizo.
card-already-held-2 = Diga a quien manda: esta persona puede necesitar protección; le pido que espere hasta que se estudie.
card-already-held-3 = Llame enseguida: ayuda legal, ACNUR, el CICR para personas detenidas en un conflicto, protección de la infancia para cualquiera que pueda tener menos de 18 años.
card-already-held-4 = A los niños y niñas no se les detiene con adultos que no son su familia, y lo mejor es no detenerlos.
card-already-held-5 = Diga a la persona a quién llamó y cuándo vendrá alguien. No prometa nada más.

card-child-alone = Un niño o una niña sin compañía: hasta que llegue protección de la infancia
card-child-alone-1 = Quédese. Póngase más abajo que el niño o la niña, diga su nombre y qué va a pasar.
card-child-alone-2 = Agua, comida, calor, un médico si hace falta. No pregunte nada más.
card-child-alone-3 = Llame ahora a protección de la infancia. Ellos nombran un tutor y buscan a la familia; usted no.
card-child-alone-4 = Mantenga juntos a hermanos, hermanas y amigos.
card-child-alone-5 = Sin fotos, sin promesas, sin coche particular, sin pasar la noche en casa de nadie.
card-child-alone-6 = Entréguelo solo a protección de la infancia, con nombre y firma, nunca a un adulto que pasaba.
card-child-alone-7 = Decide lo que es mejor para este niño o esta niña, no lo más rápido para nosotros.

card-international-protection = Cuando volver es peligroso
card-international-protection-1 = Cualquiera puede decir: tengo miedo de volver. Con eso basta para que se le escuche.
card-international-protection-2 = Quien huye de una guerra, de la persecución o de quienes le explotaron puede pedir asilo o permiso para quedarse.
card-international-protection-3 = No devuelva a nadie en una frontera o en un barco antes de que se estudie.
card-international-protection-4 = Nunca llame a su embajada o consulado, salvo que lo pida la persona.
card-international-protection-5 = No depende de los papeles, de cómo llegó ni de ayudar a la policía.

card-message-work = Para usted: antes de aceptar un trabajo lejos
card-message-work-1 = Pida por escrito el nombre de la empresa, el lugar, el pago y las horas. Pregunte a otra persona si existen.
card-message-work-2 = Guarde usted su pasaporte y su teléfono. Deje una copia a alguien de confianza.
card-message-work-3 = Acuerde con su familia una palabra que quiera decir: necesito ayuda.
card-message-work-4 = Si debe dinero antes de empezar, o el lugar cambia en el camino, puede parar y pedir ayuda.
card-message-work-5 = La ayuda es gratis, también para quien ya está allí, con papeles o sin ellos.

card-message-marriage = Para usted: cuando le ofrecen una boda
card-message-marriage-1 = Nadie puede casarle sin su sí libre, a ninguna edad, por ningún tiempo.
card-message-marriage-2 = Puede pedir que se conozcan antes, con alguien suyo presente, y puede esperar.
card-message-marriage-3 = El dinero o los regalos a su familia no le obligan.
card-message-marriage-4 = Guarde sus papeles y un teléfono, y una palabra acordada con alguien de confianza.
card-message-marriage-5 = Si ya hubo boda y no puede irse libremente, hay ayuda, y no es culpa suya.

card-message-journey = Para usted: en el camino y al llegar
card-message-journey-1 = Acepte transporte y cuartos de gente con una acreditación que pueda comprobar. Saque una foto de la matrícula y envíela a alguien.
card-message-journey-2 = Por un viaje, una cama o comida no debe a nadie sexo, trabajo ni papeles.
card-message-journey-3 = No se separe de quienes vinieron con usted. Lleve a los niños y niñas de la mano.
card-message-journey-4 = Los desconocidos que enseguida saben su idioma y su necesidad pueden ser amables, o no. Puede decir que no.
card-message-journey-5 = Si está en peligro: vaya adonde haya gente y pregunte por el número gratis de esta tarjeta.

card-message-parents = Para usted: cuando ofrecen escuela o cuidado para su hijo o hija
card-message-parents-1 = Pregunte qué escuela o qué familia, y hable usted con ella antes de que se vaya.
card-message-parents-2 = Quien se va necesita un papel con el nombre de usted y una forma de llamarle cada semana.
card-message-parents-3 = Los grupos armados se llevan a niños y niñas con regalos, discursos y promesas de escuela. Puede decir que no y pedir ayuda para esconderse o irse.
card-message-parents-4 = Enseñe a su hijo o hija su nombre completo, su pueblo y un número de teléfono.
card-message-parents-5 = Si ya se fue, dígalo a protección de la infancia. Nadie le culpará.

card-evidence = Cuidar lo que puede ser una prueba
card-evidence-1 = Escriba qué vio, cuándo, dónde y quién más lo vio, el mismo día, con sus palabras.
card-evidence-2 = No recoja, fotografíe, registre ni compre nada. Puede estropear la prueba y poner a gente en peligro.
card-evidence-3 = Lo que alguien le entregue: guárdelo aparte, tóquelo poco, anote de dónde y cuándo, y pregunte a su oficina.
card-evidence-4 = Cómo se pagó (efectivo, teléfono, agente) merece una nota; los nombres y números no son para usted.
card-evidence-5 = Hablar con quienes investigan lo elige la persona, y puede elegirlo más tarde.

card-suspicious-advert = Un anuncio sospechoso
card-suspicious-advert-1 = Señales: paga demasiado, sin dirección, viaje pagado, piden los papeles antes, solo chicas o mujeres, contestar enseguida.
card-suspicious-advert-2 = Anote las palabras, dónde estaba y el día. La lista «Una oferta sospechosa» lo lleva a la oficina.
card-suspicious-advert-3 = No conteste, no llame, no busque más. Ellos ven quién mira.
card-suspicious-advert-4 = Un cartel se queda donde está, salvo en un lugar nuestro.

card-communities = Las comunidades y el regreso
card-communities-1 = Pregunte en quién se confía aquí: grupos de mujeres, personal de salud, docentes, líderes religiosos y tradicionales. Vaya por medio de ellos.
card-communities-2 = Nunca señale a una persona, una familia o una casa. Hable de riesgos, no de casos.
card-communities-3 = Volver a casa lo elige la persona. Antes: ¿es seguro, quién lo sabe, quién estará a su lado?
card-communities-4 = A los niños y niñas nacidos de una violación, a hombres y niños y a quienes vuelven de grupos armados se les avergüenza más. Prepare primero a la familia y a los líderes.
card-communities-5 = Las personas sobrevivientes participan, hablan o aconsejan solo si quieren, y pueden parar.

card-own-conduct = Nuestra propia conducta
card-own-conduct-1 = Tener sexo a cambio de dinero, comida, trabajo o ayuda nos está prohibido, en todas partes, a toda hora, diga lo que diga la ley de aquí. Con alguien menor de 18 años, siempre.
card-own-conduct-2 = Mire quién limpia, cocina, vigila y construye para nosotros: ¿les pagan, pueden irse, quién tiene sus papeles?
card-own-conduct-3 = Los papeles retenidos en una entrada se devuelven el mismo día.
card-own-conduct-4 = Los lugares donde se explota a gente están prohibidos, también para beber allí.
card-own-conduct-5 = Quien abastece a una misión responde por sus trabajadores. Diga a compras lo que ve.
card-own-conduct-6 = Si duda de un colega, use el informe de mala conducta. Basta un rumor.

card-journalist = Si pregunta un periodista
card-journalist-1 = Ninguna historia de nadie, ninguna imagen, ningún lugar, ningún número de personas. Ni siquiera «sin el nombre».
card-journalist-2 = Diga: «No puedo hablar de personas. Pregunte a nuestra oficina de prensa».
card-journalist-3 = No arregle un encuentro con una persona sobreviviente, ni le pregunte si quiere.
card-journalist-4 = Diga a su punto focal que alguien preguntó, y sobre qué.

## Palabras

term-abduction-of-children = Secuestro de niños
    .means = Llevarse o retener a un niño o una niña contra la ley, por un tiempo o para siempre, con el fin de explotarle.
term-child = Niño, niña
    .means = Cualquier persona menor de 18 años.
term-child-soldier = Niño o niña con una fuerza armada o un grupo armado
    .means = Cualquier menor de 18 años a quien reclutan o usan, o reclutaron o usaron, en cualquier papel: combatir, cocinar, cargar, llevar mensajes, espiar, o para el sexo.
term-conflict-related-sexual-violence = Violencia sexual relacionada con los conflictos
    .means = Violación, esclavitud sexual, prostitución, embarazo, aborto, esterilización o matrimonio forzados y actos igual de graves, con relación directa o indirecta con un conflicto. La trata con estos fines en un conflicto forma parte de ella.
term-consent = Consentimiento
    .means = Acuerdo libre, dado sabiendo de qué se trata, y que se puede retirar. No cuenta si se usaron medios, y nunca para la explotación de un niño o una niña.
term-debt-bondage = Servidumbre por deudas
    .means = Tener que pagar una deuda con trabajo, cuando el trabajo no se descuenta de forma justa o no tiene duración ni clase fijas.
term-exploitation = Explotación
    .means = Usar a una persona para el propio provecho: en lo sexual, en el trabajo, como esclava o sirvienta, para órganos, delitos, combate, y de otras maneras.
term-forced-labour = Trabajo forzoso
    .means = Trabajo o servicio que se saca de una persona con la amenaza de un castigo y que ella no ofreció libremente. El trabajo puede ser legal o no.
term-forced-marriage = Matrimonio forzado
    .means = Matrimonio, también por poco tiempo, en el que al menos uno de los dos no ha aceptado libre y plenamente.
term-grave-violations = Seis violaciones graves
    .means = Matar y mutilar, reclutar y usar, violencia sexual, ataques a escuelas y hospitales, secuestro, y no dejar llegar la ayuda: actos contra niños en conflictos armados que las Naciones Unidas vigilan.
term-indicator = Indicador, señal
    .means = Algo visto, oído o contado que puede apuntar a explotación. Por sí solo no prueba nada.
term-internally-displaced = Persona desplazada dentro de su país
    .means = Alguien que tuvo que huir de su casa y no ha cruzado una frontera.
term-negative-coping = Formas dañinas de salir adelante
    .means = Formas de pasar una crisis que a la larga hacen daño, como la mendicidad, el trabajo infantil, el matrimonio temprano.
term-non-punishment = No penalización
    .means = La regla de que no se castiga a la gente por lo que hizo porque fue sometida a trata.
term-refugee = Persona refugiada
    .means = Alguien fuera de su país que necesita protección contra la persecución, un conflicto armado o la violencia de allí.
term-separated-child = Niño o niña separados
    .means = Un niño o una niña sin sus padres y sin quien suele cuidarle, quizá con otros parientes.
term-servitude = Servidumbre
    .means = Tener que servir a alguien sin forma de cambiarlo.
term-sexual-exploitation-and-abuse = Explotación y abusos sexuales por personal
    .means = Cuando alguien del personal usa el poder, la confianza o la necesidad para obtener sexo, o lo obtiene a la fuerza. Siempre prohibido.
term-slavery = Esclavitud
    .means = Un estado en el que alguien tiene sobre una persona algunos o todos los poderes de un dueño.
term-smuggling = Tráfico ilícito de migrantes
    .means = Ayudar a alguien, para ganar algo, a entrar en un Estado contra la ley.
term-survival-sex = Sexo por supervivencia
    .means = Relaciones sexuales para conseguir lo que se necesita para vivir, como comida, techo, protección o paso. Para un niño o una niña es siempre abuso.
term-trafficking = Trata de personas
    .means = Reclutar, llevar, entregar, retener o recibir a personas, con amenaza, fuerza, presión, secuestro, fraude, engaño, abuso de poder o de necesidad, o pagando a quienes las controlan, para explotarlas. Para los niños, sin esos medios.
term-unaccompanied-child = Niño o niña no acompañados
    .means = Un niño o una niña sin padres, parientes ni ningún adulto responsable por ley o costumbre.
