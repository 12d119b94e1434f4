# Un lugar, sin ninguna persona.

## Lo que hace que aquí sea fácil explotar a la gente

site-risk-displacement = Mucha gente ha huido hacia aquí o desde aquí
    .hint = Campamentos, columnas en el camino, casas demasiado llenas.
site-risk-separated-children = Muchos niños y niñas están sin sus padres
    .hint = ¿Quién los cuida y quién los cuenta?
site-risk-no-income = La gente no tiene trabajo ni ingresos
    .hint = Y tiene que conseguir dinero de algún modo.
site-risk-aid-short = La comida, el agua o la ayuda falta o llega tarde
    .hint = Alguien puede ofrecerla a cambio de sexo o trabajo.
site-risk-documents-lost = Mucha gente no tiene papeles
    .hint = Perdidos en la huida, quitados, nunca entregados.
site-risk-school-closed = Las escuelas están cerradas, atacadas o usadas por gente armada
    .hint = Es más fácil llevarse a niños y niñas que no van a la escuela.
site-risk-minority-targeted = Se excluye o se ataca a una minoría
    .hint = Por origen, creencia, ideas políticas, orientación sexual o identidad de género.
site-risk-no-rule-of-law = La policía y los tribunales no funcionan, o dan miedo
    .hint = Nadie recibe castigo.
site-risk-armed-presence = Hay fuerzas armadas o grupos armados cerca
    .hint = Retenes, cuarteles, campamentos junto a los pueblos.
site-risk-border-crime = Se habla de crimen organizado a través de la frontera
    .hint = Lo dicen la policía, comerciantes, conductores, la prensa.
site-risk-smuggling-route = Por aquí pasa gente con ayuda de traficantes de migrantes
    .hint = Puntos de encuentro, transportes de noche.
site-risk-many-with-money = Hay aquí muchos soldados, cascos azules, contratistas o trabajadores humanitarios con dinero
    .hint = Nuevos bares, hoteles y casas cerca de las bases.
site-risk-cheap-labour = La construcción, las minas o el campo necesitan muchas manos baratas
    .hint = También cuando se reconstruye una ciudad.
site-risk-border-closed = La frontera está cerrada, o se devuelve a la gente al otro lado
    .hint = Quien tiene que seguir depende entonces de quien pueda pasarlo.
site-risk-papers-punished = Detienen o multan a la gente por no tener papeles
    .hint = No pedirán ayuda a nadie.
site-risk-aid-cut = Se recortó la ayuda, o se fueron quienes la daban
    .hint = Compare con su última visita.
site-risk-prices = Los precios suben rápido, o el dinero ha perdido su valor
    .hint = Comida, alquiler, combustible. Las familias se endeudan para vivir.
site-risk-change-of-power = Hay elecciones cerca, o las tropas o la misión van a marcharse
    .hint = Quienes protegían a la gente quizá se vayan pronto.
site-risk-hate-speech = Discursos, canciones o mensajes incitan al odio contra un grupo
    .hint = En la radio, en los teléfonos, en las paredes. Anote de qué tipo; no difunda nada.
site-risk-former-fighters = Mandaron a casa a combatientes sin trabajo ni paga
    .hint = Se suele olvidar a los niños entre ellos y a las mujeres que retenían.

## Lo que puede mostrar que está pasando

site-sign-false-offers = Hay aquí ofertas de trabajo, boda, escuela o viaje que suenan demasiado bien
    .hint = Carteles, páginas de internet, gente en la entrada.
site-sign-recruiters = Llegan desconocidos al campamento o a la estación y ofrecen transporte, cuartos o trabajo
    .hint = A menudo hablan con quien llega sin compañía.
site-sign-online-demand = Hay más búsquedas y anuncios en línea de sexo con gente que viene de la crisis
    .hint = Lo cuentan el personal local o especialistas. No busque usted.
site-sign-shadow-economy = Se dice que más mujeres viven de trabajos ocultos o venden sexo, o que se usa a niñas para ello
    .hint = Escuche a los grupos de mujeres y al personal de salud.
site-sign-marriage-brokers = Hay más bodas tempranas o repentinas, o gente que las arregla
    .hint = Dinero para las familias; novios que vienen de lejos.
site-sign-missing-people = Desaparece gente, sobre todo niñas y niños
    .hint = De campamentos, caminos, escuelas, casas.
site-sign-child-recruitment = Piden, atraen o se llevan a niños y niñas para grupos armados
    .hint = Regalos, discursos, listas, ataques armados.
site-sign-children-with-armed = Se ve a niños y niñas con fuerzas armadas o grupos armados
    .hint = En cualquier papel: cargando, cocinando, en un retén.
site-sign-locked-workplace = Hay lugares de trabajo de los que la gente no sale, con guardias o cerraduras
    .hint = Granjas, minas, hornos, talleres, barcos. No entre.
site-sign-people-held = Se dice que retienen a gente hasta que la familia paga o hasta que obedece
    .hint = Casas, patios, barcos. Avise enseguida; no vaya allí.
site-sign-people-traded = Se dice que venden, regalan u ofrecen en línea a personas
    .hint = También como «esposas».
site-sign-children-begging = Grupos de niños y niñas piden o venden, y un adulto los vigila
    .hint = Los traen por la mañana, los recogen por la noche.
site-sign-violence-rising = Aumenta la violencia contra mujeres, niños y niñas
    .hint = Pida a los centros de salud números, nunca nombres.
site-sign-people-marked = Marcan a personas o casas según el grupo al que pertenecen
    .hint = Señales en las puertas, ropa especial, listas.
site-sign-organ-offers = Se ofrece dinero por órganos
    .hint = A menudo a gente con deudas por su viaje.
site-sign-checkpoint-takes = En los puestos de control se quedan con dinero, bienes o personas
    .hint = Quién pasa, a quién retienen, qué se paga.
site-sign-girls-leave-school = Faltan niñas en la escuela, más que antes
    .hint = Los maestros saben los números; no pida nombres.
site-sign-stranded-workers = Hay trabajadores extranjeros varados aquí sin paga ni papeles
    .hint = Tras huir un empleador, cerrar una obra o acercarse los combates.
site-sign-sudden-wealth = Intermediarios o funcionarios se han hecho ricos en poco tiempo
    .hint = Coches nuevos, casas, oro. Anote el tipo de persona, nunca un nombre.
site-sign-personnel-involved = Se dice que personal internacional paga por sexo o se sirve de personas explotadas
    .hint = Aquí sin detalles: páselo al informe de mala conducta.

## Lo que falta para protegerla

site-gap-no-referral = No hay ningún servicio al que derivar a la gente
    .hint = O aquí nadie conoce ninguno.
site-gap-no-registration = No se registra a la gente que llega
    .hint = Sobre todo a los niños y niñas que están sin compañía.
site-gap-no-information = La gente no conoce sus derechos, ni sabe adónde llamar
    .hint = No hay carteles ni línea de ayuda en su idioma.
site-gap-no-safe-space = No hay un lugar seguro para mujeres, niños y niñas
    .hint = Para descansar, hablar, dormir.

## La comunidad

site-community-women-trusted = Hay grupos de mujeres en quienes la gente confía y que podrían pasar un mensaje
    .hint = Cuáles, y cómo encontrarlos. Sin nombres de personas.
site-community-leaders-trusted = Líderes religiosos o tradicionales hablan aquí a favor de quienes fueron explotados
    .hint = O se les podría ganar; antes habla con ellos un trabajador social.
site-community-come-home = Quien vuelve de la explotación es recibido de nuevo aquí
    .hint = Por la familia, los vecinos, la escuela, el trabajo.
site-community-shame = A quien vuelve aquí se le avergüenza, se le echa o se le llama traidor
    .hint = Entonces no se lleva a nadie a casa antes de que haya quien ayude.
