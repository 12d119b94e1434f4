# Why something is not as it should be: one line for each code, no values.

error-consent-withdrawn = سحب الشخص موافقته. لا يُنقل شيء آخر من هذه الإحالة.
error-several-records = تبدأ عدة سجلات هكذا. اكتب المزيد من الرمز.
error-nothing-to-amend = قل ما الذي يتغيّر: إجابة أو ملاحظة.
error-pack-newer = تحتاج القوائم الجديدة إلى إصدار أحدث من هذا التطبيق. حدّثه.
error-pack-older = هذه القوائم أقدم من التي على هذا الهاتف. لم يتغيّر شيء.
error-pack-damaged = وصلت القوائم الجديدة تالفة. احصل عليها من جديد.
error-text-damaged = هذا النص ليس كاملاً. انسخه كله، من السطر الأول إلى الأخير.

refused-unsigned = رسالة لم يوقّعها مكتبك.
refused-replaced = رسالة موقّعة بمفاتيح استبدلها مكتبك.
refused-wipe-alone = أمر بمسح هذا الهاتف لم يوقّعه أي حافظ للمفاتيح. لم يُنفَّذ.
refused-revoked = رسالة للهواتف التي ما زال مكتبك يقبلها.
refused-unreadable = رسالة لا يستطيع هذا الإصدار من التطبيق قراءتها. حدّث التطبيق.
refused-elsewhere = رسالة ليست لهذا الهاتف.
refused-outdated = رسالة أقدم مما لدى هذا الهاتف.
refused-report-first = أمر بمسح هذا الهاتف. أخرج أولاً البلاغ الموجّه إلى المستلم السري في ملف للحمل أو عبر هاتف زميل.

reason-too-large = حجمه أكبر مما يقبله الطرف الآخر.
reason-no-room = ليس لدى الطرف الآخر مكان له الآن.
reason-damaged = تلف في الطريق.
reason-wrong-mailbox = هو لمكتب آخر.
reason-wrong-way = لا يقبل الطرف الآخر الطرود التي تسير في هذا الاتجاه.
reason-gone = لم يعد لدى الطرف الآخر.
reason-damaged-here = نسخته على هذا الهاتف تالفة.
reason-newer = كُتب بإصدار أحدث من الذي لدى المكتب. على المكتب أن يحدّث برنامجه.
reason-not-matching = وجد المكتب أنه لا يطابق سجل القيود في هذا الهاتف.
reason-form = وجد المكتب فيه شيئاً لا يقبله.
reason-name-taken = لدى المكتب سجل آخر بالاسم نفسه.
reason-unknown = ذكر المكتب سبباً لا يعرفه هذا الإصدار. حدّث التطبيق.

problem-file = أجزاء من الملف المخزّن لا يمكن قراءتها.
problem-key-copy = كان أحد المفاتيح تالفاً. استُعملت نسخته.
problem-anchor = لا يمكن معرفة ما إذا أُعيدت نسخة أقدم.
problem-list = لا يمكن معرفة ما إذا كان شيء ناقصاً.
problem-older = أُعيدت نسخة أقدم.
problem-missing = ينقص شيء كان يجب أن يكون هنا.
problem-extra = يوجد هنا شيء لا يجب أن يكون.
problem-row = أحد العناصر المخزّنة تالف.
problem-attachment = صورة أو مرفق آخر تالف أو مفقود.
problem-old-vault = أُعيدت نسخة أقدم من قفل هذا الهاتف، أو القفل تالف.
problem-journal = سجل القيود في هذا الهاتف غير متسق.
problem-journal-gap = تنقص قيود من سجل القيود.
