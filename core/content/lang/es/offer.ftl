# Una oferta que puede llevar a la explotación.

checklist-offer = Una oferta sospechosa
    .hint = Un cartel, un mensaje, una página, alguien en la puerta. Se transmite sin responder y sin buscar.
section-offer-signs = Lo que llama la atención
    .hint = Solo lo que usted ve o le contaron. No responda, no llame, no busque más.

offer-too-good = Promete mucho más de lo que dan aquí un trabajo, una escuela o una casa así
    .hint = Buen pago, sin oficio, sin saber el idioma.
offer-no-address = Sin nombre, dirección ni empresa que se puedan comprobar
    .hint = Solo una cuenta de mensajes o un nombre de pila.
offer-travel-paid = El viaje, el visado o el cuarto se adelantan y se devuelven después
    .hint = Así empiezan muchas deudas.
offer-papers-first = Piden pasaportes, fotos o dinero antes de acordar nada
    .hint = También copias de papeles, o fotos de cuerpo entero.
offer-girls-only = Solo quiere niñas, mujeres o menores, o gente joven y sin familia
    .hint = «Bonita», «sin familia», «menos de 25».
offer-at-once = Hay que responder enseguida y no contarlo a nadie
    .hint = Un autobús que sale esta noche.
offer-marriage = Ofrece un matrimonio lejos, con dinero para la familia
    .hint = Por un intermediario, un conocido, una página de internet.
offer-school = Ofrece escuela, cuidado o deporte para niñas y niños, lejos de su familia
    .hint = Los padres deben firmar o entregar papeles.
offer-sexual = Insinúa sexo, o busca gente para filmar o para acompañar a clientes
    .hint = Modelo, bailarina, masajista, azafata.
offer-organ = Ofrece dinero por un órgano
    .hint = A menudo un riñón, a menudo a quien tiene deudas.
offer-fighters = Ofrece pago por vigilar o combatir en otro lugar
    .hint = También por «servir» a un grupo, o como chofer o cocina con gente armada.
offer-many-places = La misma oferta se ve o se cuenta en varios lugares
    .hint = Las mismas palabras, imagen o cuenta.
offer-leaving-now = Alguien de aquí está por irse a causa de ella
    .hint = Hoy o en los próximos días. No se lo impida; ofrezca lo que ayuda.

level-no-flag-offer = Ninguna señal hasta ahora
    .meaning = Eso no quiere decir que la oferta sea honesta.
level-enquire-offer = Tenga presente esta oferta
    .meaning = Tiene algo de las ofertas que llevan a la explotación.
level-refer-offer = Transmita esta oferta
    .meaning = Se parece a las ofertas que llevan a la explotación. La examina un especialista.
level-refer-now-offer = Transmita esta oferta ahora
    .meaning = Alguien puede ir camino de un daño por ella.

rule-offer-now = Alguien está por irse a causa de esta oferta
rule-offer-grave = Quiere cuerpos, órganos, combatientes o papeles
rule-offer-several = Varias cosas de esta oferta llaman la atención
advice-offer = No responda, no llame, no busque más: ven quién mira. Un cartel se queda donde está, salvo que esté en un lugar nuestro.
advice-offer-leaving = Dele el mensaje sobre trabajo, matrimonio o escuela, y la línea de ayuda. Decide la persona. Si quiere hablar, empiece una evaluación.
