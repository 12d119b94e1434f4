# Los elementos de la definición, las formas de explotación y las necesidades.

## Qué se hizo

act-recruitment = Alguien convenció a la persona o la reclutó
    .hint = Con una oferta, un anuncio, un chat, un amigo, un ataque armado. Dentro de un solo país también cuenta.
act-transportation = Alguien llevó a la persona de un lugar a otro
    .hint = No hace falta cruzar una frontera.
act-transfer = Alguien entregó la persona a otro
    .hint = Regalada, vendida, prestada o pasada a otro.
act-harbouring = Alguien tiene o esconde a la persona en algún sitio
    .hint = Una casa, un campamento, un lugar de trabajo, un cuarto.
act-receipt = Alguien recibió a la persona de manos de otro
    .hint = La esperó, la compró o se la dieron.

## Cómo

means-threat = Amenazaron a la persona
    .hint = Con hacerle daño a ella o a su familia, o con la policía.
means-force = Usaron la fuerza contra la persona
    .hint = Golpes, ataduras, violación, armas, drogas.
means-coercion = Presionaron o controlaron a la persona hasta que no vio otra salida
    .hint = Papeles o pagos retenidos, deudas, vigilancia, vergüenza.
means-abduction = Se llevaron a la persona contra su voluntad
    .hint = Secuestrada, agarrada, o no la devolvieron.
means-fraud = Engañaron a la persona con papeles o contratos falsos
    .hint = Un papel firmado que resultó ser otra cosa.
means-deception = Mintieron a la persona
    .hint = Sobre el trabajo, el pago, la boda, la escuela, el lugar.
means-abuse-of-power = Alguien usó su poder sobre la persona
    .hint = Un pariente, empleador, maestro, funcionario, comandante, líder religioso.
means-abuse-of-vulnerability = Alguien se aprovechó de que la persona no tenía otra opción
    .hint = Pobreza, huida, sin papeles, juventud, enfermedad, discapacidad, soledad.
means-payment = Alguien que decide por la persona recibió dinero u otra cosa a cambio
    .hint = Pagaron a un padre, madre, marido, tutor o comandante.

## Para qué

purpose-prostitution = Otros sacan provecho, o quieren sacarlo, de vender a la persona para actos sexuales
    .hint = Márquelo también si está planeado y aún no ha pasado.
purpose-sexual-exploitation = Explotan sexualmente a la persona de otra manera, o quieren hacerlo
    .hint = Imágenes, espectáculos, en línea, pasarla de uno a otro.
purpose-forced-labour = Obligan a la persona a trabajar o servir, o quieren hacerlo
    .hint = Cualquier trabajo, legal o no, al que no puede negarse.
purpose-slavery = Tratan a la persona como si tuviera dueño
    .hint = Comprada, vendida, regalada, heredada; alguien decide su nombre, su creencia o su pareja.
purpose-similar-to-slavery = Tienen a la persona en algo cercano a la esclavitud
    .hint = Cuando no sabe cuál de las otras opciones corresponde.
purpose-servitude = La persona tiene que servir a alguien y no ve cómo cambiarlo
    .hint = En una casa, un campamento o un negocio.
purpose-organ-removal = Quitan órganos a la persona, o quieren hacerlo
    .hint = Para combatientes heridos, o para venderlos.
purpose-sexual-slavery = Una persona o un grupo retiene a la persona con fines sexuales
    .hint = A menudo es lo que pasa con las «esposas» de combatientes.
purpose-forced-marriage = Casan a la persona sin su libre acuerdo, o quieren hacerlo
    .hint = También por poco tiempo, y también si la familia aceptó. Niños y hombres también.
purpose-domestic-servitude = Tienen a la persona como sirvienta o sirviente en una casa, o quieren hacerlo
    .hint = También los parientes o la familia de un marido.
purpose-debt-bondage = La persona debe pagar con trabajo una deuda que no se puede acabar o con reglas poco claras
    .hint = A menudo por el viaje, el empleo o la vivienda.
purpose-child-labour = Usan a un niño o una niña para un trabajo que daña su salud, seguridad, moral o escuela
    .hint = Minas, escombros, basura, calles, noches. No se trata de ayudar en casa después de la escuela.
purpose-child-sale = Entregan a un niño o una niña a otros, por dinero o algo parecido, para que lo usen
    .hint = También lo llaman acogida, adopción o aprendizaje.
purpose-armed-group = Una fuerza armada o un grupo armado usa a la persona, o quiere usarla
    .hint = Combatir, cargar, cocinar, espiar, vigilar, o servir de escudo.
purpose-terrorism = Usan a la persona, o quieren usarla, para cometer o apoyar actos terroristas
    .hint = Llevar explosivos, colocarlos, filmar, reclutar a otros.
purpose-forced-crime = Obligan a la persona a cometer delitos, o quieren hacerlo
    .hint = Robo, drogas, contrabando, estafas por internet.
purpose-begging = Hacen que la persona pida dinero para otros, o quieren hacerlo
    .hint = Otro se queda con el dinero.
purpose-other = Explotan a la persona de otra manera, o quieren hacerlo
    .hint = La lista está abierta: toda explotación cuenta.

## Formas de explotación

form-sexual = Explotación sexual
form-labour = Explotación en el trabajo
form-domestic = Servidumbre en una casa
form-slavery = Esclavitud y lo cercano a ella
form-marriage = Matrimonio forzado
form-armed-group = Uso por fuerzas armadas o grupos armados
form-crime = Obligar a cometer delitos
form-begging = Obligar a mendigar
form-organs = Extracción de órganos
form-child-sale = Venta de niños
form-other = Otra forma de explotación

## Necesidades que no pueden esperar

urgent-medical = La persona necesita atención médica en las próximas horas
    .hint = Herida, sangrado, fiebre, embarazo, violación en los últimos días, intoxicación, síndrome de abstinencia.
urgent-security = La persona está en peligro ahora
    .hint = Alguien puede hacerle daño hoy. Ponerla a salvo va antes que todo lo demás.
urgent-shelter = La persona no tiene un lugar seguro para dormir esta noche
    .hint = Donde se queda ahora puede ser donde la explotan.
urgent-food = A la persona le falta comida, agua o ropa
    .hint = Ayude primero con esto; nunca a cambio de respuestas.
urgent-psychosocial = La persona está muy angustiada
    .hint = Tiembla, se queda paralizada, no responde, habla de morir. No la deje sin compañía.
urgent-unaccompanied-child = Hay aquí un niño o una niña sin padres ni adulto responsable
    .hint = Quédese con el niño o la niña. Llame a protección de la infancia. No lo entregue a un adulto que «lo conoce».
urgent-detained = La tiene detenida la policía, el ejército, una prisión o un puesto fronterizo, o van a detenerla
    .hint = Puede decir: esta persona quizá necesite protección; por favor, esperen a que llegue un especialista.
urgent-return = Van a devolverla o entregarla hoy o pronto
    .hint = Al otro lado de una frontera, a un grupo armado, a una familia o un empleador a quienes teme. Nadie debe ser enviado al peligro.

## Ayuda

assist-housing = Un lugar seguro para vivir
assist-counselling = Orientación e información en su idioma
assist-legal-information = Información sobre sus derechos
assist-medical = Atención médica
assist-psychological = Atención psicológica
assist-material = Comida, ropa, dinero para lo necesario
assist-employment = Ayuda para encontrar trabajo
assist-education-training = Escuela y formación
assist-international-protection = Asilo y otra protección internacional
assist-child-protection = Protección de la infancia y búsqueda de la familia
