# Lo que una persona responde a solas. Ni una palabra aquí sobre violencia, nombres o grupos armados.

alone-safe = ¿Está a salvo aquí?
alone-by-yourself = ¿Está a solas ahora?
alone-free = ¿Puede irse cuando quiera?
alone-papers = ¿Tiene usted sus papeles?
alone-pay = ¿Recibe su pago?
alone-hurt = ¿Tiene heridas o una enfermedad?
alone-child = ¿Hay un niño o una niña con usted?
alone-need = ¿Qué necesita?
alone-need-sleep = Un lugar para dormir
alone-need-food = Algo de comer
alone-need-doctor = Un médico
alone-need-talk = Alguien con quien hablar
alone-mode = Usted responde, a solas
    .hint = Puede saltar cada imagen y parar en cualquier momento. Nadie aquí ve lo que toca.
alone-yes = Sí
alone-no = No
alone-skip = Saltar
alone-end = Fin
alone-neutral = El tiempo
alone-gate-alone = He comprobado que la persona está a solas
alone-gate-adult = La persona no es un niño ni una niña
alone-gate-child-protection = Protección de la infancia está aquí
alone-share = Mostrar mis respuestas a quien me ayuda
alone-untested = Estas imágenes y voces aún no se han probado con personas que hablan este idioma
