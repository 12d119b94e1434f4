# Casos inventados para practicar y lo que se dice de ellos después. En ellos no existe nadie.

case-kitchen = La mujer en la puerta
    .story = En una casa pide agua. Abre una mujer joven de unos 25 años. Mira al suelo y tiembla; el hombre que está detrás responde por ella. Mientras él habla por teléfono, ella susurra que limpia aquí desde hace un año, que no le pagan, que él tiene su pasaporte y que solo sale con él.
    .lesson = Vio miedo y a alguien que responde por ella; le contó que no le pagan, que le tienen los papeles y que nunca sale sola. Vivir en la casa no dice nada por sí solo. Ofrezca ayuda solo donde él no oiga; un especialista averigua qué significa.
case-harvest = El autobús de la cosecha
    .story = Un hombre de unos 40 años baja de un autobús con otros. No habla el idioma de aquí. Por medio de un intérprete dice que recogen manzanas seis semanas, duermen en cuartos de la granja, les pagan cada viernes, llevan sus papeles encima y que algunos se fueron la semana pasada porque ya tenían bastante.
    .lesson = Vivir donde se trabaja y no saber el idioma les pasa a muchos que trabajan lejos de casa. Les pagan, tienen sus papeles y pueden irse. Aquí nada apunta a explotación. Deje igualmente la tarjeta de contacto.
case-station = La niña en la estación
    .story = De noche, una niña de unos nueve años está sentada sola en la estación de autobuses con una bolsa pequeña. Dice que vendrá un tío; no sabe cómo se llama. Un hombre amable se ofrece a llevarla con él.
    .lesson = Una niña sola basta: quédese, llame a protección de la infancia y no la entregue a nadie más, por amable que sea. No hace falta otra señal ni preguntar por el tío.
case-brick = El horno de ladrillos
    .story = Tras una valla con guardia, un joven delgado carga ladrillos; puede tener 17 o 20 años. En un momento a solas dice que un agente le prometió trabajo de chófer, que debe el viaje y la cama, que la deuda crece y que no le pagan desde la primavera.
    .lesson = Una promesa que no era cierta, una deuda que crece, ningún pago y un guardia que no deja salir. Si puede tener menos de 18 años, trátele como a un niño y no le haga una entrevista. No entre a liberar a nadie; hable también del lugar con su oficina.
case-border = En el puesto fronterizo
    .story = Una mujer está sentada en un cuarto con llave de un puesto fronterizo. Un agente le enseña su pasaporte: falso, dice, vuelve en el autobús de la tarde. Ella dice que huyó de la guerra y que tiene miedo de volver.
    .lesson = Lo que no puede esperar es que está retenida y la van a devolver hoy. Pida al agente que espere y llame a ayuda legal o a ACNUR. Un pasaporte falso es común en la huida y no muestra nada de ella; no se castiga lo que hizo para huir.
case-camp = Caras nuevas en el campamento
    .story = En el punto de agua, dos desconocidos en un buen coche ofrecen trabajos de hotel en el extranjero, «los papeles después», a chicas que llegaron sin familia. Su hoja no tiene dirección. Aquí la gente lleva meses sin trabajo.
    .lesson = Desconocidos con ofertas demasiado buenas, a gente sin ingresos: anote el lugar, las palabras y el día, y avise a su punto focal. No siga el coche, no saque fotos, no llame al número.
case-truck = Lo que dicen los conductores
    .story = En el punto de distribución, un conductor bromea: algunos colegas «dan la tarjeta de ración primero a las que son amables». Usted no sabe quién, ni si es cierto.
    .lesson = Basta un rumor, y tiene el deber de informar. Va solo al destinatario confidencial; la oficina ordinaria no puede leerlo. No pida nombres al conductor, no avise a nadie.

practice-banner = PRÁCTICA: un caso inventado. No se envía nada, no se avisa a nadie.
practice-done = veces hecho: { $count }
practice-expected = Lo que esperaría un especialista
practice-level = Nivel
practice-missed = No notado
practice-new = aún sin hacer
practice-nothing = nada
practice-right = Notado
practice-too-much = De más: el relato no lo dice
practice-why = Por qué
practice-yours = El suyo
