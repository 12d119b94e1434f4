# Why something is not as it should be: one line for each code, no values.

error-consent-withdrawn = La persona retiró su permiso. No se transmite nada más de esta derivación.
error-several-records = Varias fichas empiezan así. Escriba más letras del código.
error-nothing-to-amend = Diga qué cambia: una respuesta o una nota.
error-pack-newer = Las listas nuevas necesitan una versión más nueva de la aplicación. Actualícela.
error-pack-older = Estas listas son más antiguas que las de este teléfono. No se cambió nada.
error-pack-damaged = Las listas nuevas llegaron dañadas. Consígalas otra vez.
error-text-damaged = Este texto no está entero. Cópielo todo, de la primera línea a la última.

refused-unsigned = Una carta que su oficina no firmó.
refused-replaced = Una carta firmada con claves que su oficina ha cambiado.
refused-wipe-alone = Una orden de borrar este teléfono que ningún guardián de claves firmó. No se obedeció.
refused-revoked = Una carta para los teléfonos que su oficina todavía acepta.
refused-unreadable = Una carta que esta versión de la aplicación no puede leer. Actualice la aplicación.
refused-elsewhere = Una carta que no es para este teléfono.
refused-outdated = Una carta más antigua que lo que ya tiene este teléfono.
refused-report-first = Una orden de borrar este teléfono. Antes, lleve la denuncia para el destinatario confidencial en un archivo para llevar o con el teléfono de un colega.

reason-too-large = Es demasiado grande para el otro lado.
reason-no-room = El otro lado no tiene sitio para ello ahora.
reason-damaged = Se dañó en el camino.
reason-wrong-mailbox = Es para otra oficina.
reason-wrong-way = El otro lado no acepta paquetes que van en este sentido.
reason-gone = El otro lado ya no lo tiene.
reason-damaged-here = Su copia en este teléfono está dañada.
reason-newer = Lo escribió una versión más nueva que la de la oficina. La oficina tiene que actualizarse.
reason-not-matching = La oficina vio que no coincide con el diario de este teléfono.
reason-form = La oficina encontró en ello algo que no acepta.
reason-name-taken = La oficina tiene otra ficha con el mismo nombre.
reason-unknown = La oficina dio un motivo que esta versión no conoce. Actualice la aplicación.

problem-file = Hay partes del archivo guardado que no se pueden leer.
problem-key-copy = Una clave estaba dañada. Se usó su copia.
problem-anchor = No se puede saber si se volvió a poner una copia más antigua.
problem-list = No se puede saber si falta algo.
problem-older = Se volvió a poner una copia más antigua.
problem-missing = Falta algo que debería estar aquí.
problem-extra = Hay aquí algo que no debería estar.
problem-row = Una entrada guardada está dañada.
problem-attachment = Una fotografía u otro adjunto está dañado o falta.
problem-old-vault = Se volvió a poner una copia más antigua del candado de este teléfono, o el candado está dañado.
problem-journal = El diario de este teléfono no concuerda.
problem-journal-gap = Faltan entradas del diario.
