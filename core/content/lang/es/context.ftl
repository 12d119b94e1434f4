# Lo que se sabe alrededor de la persona. Casi todo se cuenta, no se pregunta.

## El viaje

journey-crossed-border = La persona cruzó una frontera sin el permiso que hace falta
    .hint = Sin reproches y sin avisar a la policía. Importa para su protección.
journey-abroad = La persona está fuera de su país
    .hint = Con permiso o sin él. No hace falta ver ningún papel.
journey-paid = Alguien cobró, o ganó algo, por hacerla cruzar
    .hint = Dinero, bienes, servicios. No se trata de un amigo o rescatador que no ganó nada.
journey-danger = Trataron a la persona con crueldad, o pusieron su vida en peligro, en el camino
    .hint = Golpeada, abandonada en el desierto o en el mar, amontonada en un vehículo.
journey-extortion = Retuvieron a la persona, o le hicieron daño, hasta que se pagó más dinero
    .hint = Las llamadas a la familia cuentan.
journey-sex-for-passage = Para seguir el viaje tuvo que tener relaciones sexuales con alguien
    .hint = Nunca es culpa suya. Ofrezca atención médica; no pregunte nada.
journey-work-for-passage = Para seguir el viaje tuvo que trabajar para alguien
    .hint = En una casa, en el campo, en el camino, sin libertad para dejarlo.
journey-crime-for-passage = Para seguir el viaje tuvo que ayudar en un delito
    .hint = Llevar droga, manejar una lancha, traer a otros. La culpa no es suya.
journey-services-for-passage = Para seguir el viaje, la persona tuvo que tener relaciones sexuales, trabajar o ayudar en delitos
    .hint = Nunca es culpa suya.
journey-forced-on = La persona quería parar o volver y la obligaron a seguir
    .hint = Que al principio aceptara no cambia nada.
journey-debt = La persona debe dinero por el viaje
    .hint = Una deuda con el traficante de migrantes puede volverse servidumbre.
journey-diverted = Llevaron a la persona a un lugar distinto del prometido
    .hint = Otro país, una zona de guerra, una casa cerrada con llave.

## Matrimonio y tener dueño

marriage-for-payment = Prometieron o dieron a la persona en matrimonio por dinero o bienes y no podía negarse
    .hint = A los padres, al tutor, a la familia o al grupo.
marriage-handed-on = Un marido o su familia entregó a la persona a otro
    .hint = Por dinero, bienes o como regalo.
marriage-inherited = Tras la muerte de un marido, la dieron en herencia a otra persona
    .hint = Como si fuera parte de la herencia.
marriage-to-fighter = Casaron a la persona con alguien de un grupo armado o terrorista y no podía negarse libremente
    .hint = Quizá la familia aceptó para estar a salvo.
owned-no-say = Alguien decide sobre la vida de la persona como un dueño
    .hint = Su nombre, creencia, pareja, ropa, dónde duerme. El lugar puede ser cómodo.
owned-organ = Alguien ofreció dinero por un órgano, o la persona tiene una cicatriz de operación que no sabe explicar
    .hint = Ofrezca atención médica.
owned-organ-offer = Alguien ofreció dinero, o el paso, por uno de sus órganos
    .hint = A menudo a quien tiene deudas por el viaje, o está retenido hasta que pague.
owned-organ-scar = Tiene la cicatriz de una operación que nadie le explicó
    .hint = Ofrezca un médico. No pida verla.

## Grupos armados

armed-combat = Hicieron combatir a la persona o la entrenaron para combatir
    .hint = Trátela como a alguien que necesita protección. No le pregunte por operaciones.
armed-support = La persona tuvo que cocinar, cargar, limpiar, espiar, vigilar o llevar mensajes para un grupo armado
    .hint = Las niñas también. Estas tareas cuentan como combatir.
armed-shield = Usaron a la persona como escudo o la hicieron llevar explosivos
    .hint = Si puede haber explosivos, primero guarde la distancia. Después, ayude.
armed-drawn-in = Alguien atrajo a la persona a un grupo armado con promesas, creencias o regalos
    .hint = A menudo en línea. Escuela, dinero, boda, honor.
armed-threatened-in = Amenazaron a la persona o a su familia para que entrara en un grupo armado
    .hint = También exigiendo un hijo por familia.

## Violencia: solo si la persona la cuenta. Nunca pregunte

violence-rape = La persona cuenta una violación
    .hint = La atención médica dentro de las 72 horas puede evitar enfermedades y embarazo. Sin detalles.
violence-forced-pregnancy = La persona cuenta un embarazo que le impusieron
    .hint = Sin detalles. Ofrezca atención médica y apoyo.
violence-forced-abortion = La persona cuenta un aborto que le impusieron
    .hint = Sin detalles. Ofrezca atención médica y apoyo.
violence-forced-sterilization = La persona cuenta que le quitaron la posibilidad de tener hijos
    .hint = Sin detalles. Ofrezca atención médica y apoyo.
violence-temporary-marriage = La persona cuenta un «matrimonio» por poco tiempo
    .hint = Días, semanas o meses, a menudo con dinero para la familia.
violence-other = La persona cuenta otra violencia sexual grave
    .hint = Mujeres, hombres, niñas y niños. Sin detalles.

## Violaciones graves contra niños y niñas en un conflicto armado

violation-killing-maiming = Mataron o hirieron gravemente a un niño o una niña en el conflicto
    .hint = Aquí nadie tiene que probarlo: lo verifican especialistas.
violation-recruitment-use = Una fuerza armada o un grupo armado reclutó o usó a un niño o una niña
    .hint = En cualquier papel.
violation-sexual-violence = Un niño o una niña sufrió violencia sexual en el conflicto
    .hint = Nunca le pregunte por ello.
violation-attack-school-hospital = Atacaron una escuela o un hospital, a sus alumnos o a su personal
    .hint = También cuando gente armada usa el edificio.
violation-abduction = Una fuerza armada o un grupo armado se llevó a un niño o una niña
    .hint = Por poco tiempo o para siempre.
violation-denial-of-access = No dejan que la ayuda llegue a los niños y niñas
    .hint = También porque alguien retiene al niño o a la niña.

## El conflicto

conflict-armed-conflict = Aquí hay un conflicto armado, o la persona viene de uno
    .hint = No tiene que saber cómo lo llama la ley.
conflict-perpetrator-profile = Quienes lo hicieron son de una fuerza armada, un grupo armado o un grupo terrorista
    .hint = Basta el tipo de grupo. Sin nombres.
conflict-victim-profile = Eligieron a la persona por sus ideas políticas, su origen o su creencia, por a quién ama o por quién es
    .hint = O por lo que otros creen que es.
conflict-impunity = Aquí nadie recibe castigo por actos así
    .hint = No hay policía ni tribunales, o ninguno que funcione.
conflict-cross-border = Por el conflicto, la persona huyó o se la llevaron a otro país
    .hint = No importa si tenía permiso para cruzar.
conflict-ceasefire = Rompe un alto el fuego acordado
    .hint = Solo si usted sabe de alguno.
conflict-widespread = Se hace lo mismo a mucha gente, o según un plan
    .hint = Muchos pueblos, listas, los mismos métodos.
conflict-against-group = Va contra un grupo nacional, étnico, racial o religioso
    .hint = Eligen a la gente porque es de ese grupo.
conflict-children-moved = Quitan niños y niñas a su grupo y los pasan a otro
    .hint = Dados a otras familias, escuelas o campamentos.
conflict-births-prevented = Impiden los nacimientos en un grupo
    .hint = Por la fuerza, la separación o un tratamiento.

## Salir adelante con necesidad

coping-survival-sex = La persona tiene relaciones sexuales para conseguir comida, techo, paso o protección
    .hint = Para un niño o una niña es siempre abuso. Para una persona adulta: mire si otro saca provecho o presiona.
coping-marriage = La familia casa a alguien por dinero o por seguridad
    .hint = A menudo por necesidad. No culpe a la familia; la persona necesita protección igualmente.
coping-child-work = Un niño o una niña trabaja para que la familia pueda vivir
    .hint = ¿Le hace daño, otro saca provecho, hay escuela?
coping-begging = La familia vive de pedir dinero
    .hint = Mire si el dinero se queda con ella.
coping-joined-armed-group = La persona entró en un grupo armado para vivir o estar a salvo
    .hint = La necesidad puede ser una forma de obligar.

## Lo que dice la persona

context-agreed = La persona dice que aceptó
    .hint = No cuenta si usaron fuerza, mentiras o presión, y nunca para un niño o una niña.
context-not-yet = Aún no ha pasado
    .hint = Basta la intención. Ahora es el mejor momento para ayudar.
context-money-to-group = El dinero que sale de esto va a un grupo armado o terrorista
    .hint = Venta, rescate, trabajo, mendicidad.

## Quién está detrás: un tipo, nunca un nombre

perpetrator-armed-group = Un grupo armado
    .hint = No las fuerzas de un Estado.
perpetrator-armed-forces = Fuerzas armadas o policía de un Estado
    .hint = Incluidos los que combaten a su lado.
perpetrator-terrorist-group = Un grupo que está en una lista de grupos terroristas
    .hint = Su oficina sabe cuáles están en la lista aquí.
perpetrator-criminal-group = Un grupo criminal organizado
    .hint = Tres o más que se juntan para cometer delitos.
perpetrator-family = Alguien de la familia
    .hint = Es más común de lo que se piensa.
perpetrator-partner = Una pareja, un marido o una esposa
    .hint = También alguien que finge serlo.
perpetrator-acquaintance = Un amigo o vecino
    .hint = O alguien que conoció en línea.
perpetrator-employer = Un empleador
    .hint = Una casa, granja, empresa o contratista.
perpetrator-recruiter = Un reclutador, una agencia o alguien que arregla bodas
    .hint = Con o sin local.
perpetrator-smuggler = Un traficante de migrantes
    .hint = Alguien que debía hacer cruzar a la persona.
perpetrator-authority = Un funcionario o un líder de la comunidad o religioso
    .hint = Alguien a quien la gente obedece.
perpetrator-own-personnel = Personal de las Naciones Unidas o de una organización de ayuda
    .hint = Pare. No escriba nada de esto aquí. Páselo al informe de mala conducta.
perpetrator-stranger = Alguien que la persona no conoce
    .hint = O no quiere decirlo.
