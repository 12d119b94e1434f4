# The words of the desk's page. What checklists, findings and services say comes from the pack in force.

desk = محطة العمل
desk-confidential = محطة المستلم السري
skip = إلى المحتوى
languages = اللغة
untested = هذه الكلمات ترجمتها آلة، ولم يقرأها بعد أحد من المتحدثين بهذه اللغة.

unlock-title = فتح قفل محطة العمل
unlock-passphrase = عبارة السر
unlock-go = فتح القفل
unlock-wrong = ليست هذه عبارة السر.
unlock-in-use = محطة العمل مفتوحة في برنامج آخر. أغلقه ثم حاول مرة أخرى.
unlock-failed = لم تُفتح محطة العمل. افحصها من نافذة الأوامر بالأمر: pocketcard-office verify
locked-title = محطة العمل مقفلة
locked-explain = ما كُتب ولم يُحفظ ذهب. وما حُفظ تجده مع حالته.
lock = قفل
closes = من دون استخدام تُقفل محطة العمل في { $time } بتوقيت UTC.
alone-here = كل من يجلس إلى هذا الحاسوب يستطيع قراءة ما على الشاشة. اقفل محطة العمل قبل أن تتركها.

nav = أقسام محطة العمل
today = اليوم
phones = الهواتف
services = الخدمات
figures = أرقام
this-desk = محطة العمل هذه

refused-title = غير مسموح
refused = لم يأتِ هذا الطلب من صفحة محطة العمل نفسها. افتح العنوان الذي عرضه البرنامج.
missing-title = غير موجود هنا
missing = لا توجد صفحة أو حالة كهذه.
busy-title = لحظة من فضلك
busy = محطة العمل تستلم الآن. تظهر هذه الصفحة وحدها.
failed-title = لم ينجح ذلك
failed = لم يتغير شيء. افحص محطة العمل من نافذة الأوامر بالأمر: pocketcard-office verify

wait-none = لا أحد ينتظر رداً.
wait-some = { $count ->
    [zero] لا حالة تنتظر رداً.
    [one] حالة واحدة تنتظر رداً منذ { $longest }.
    [two] حالتان تنتظران رداً، أقدمهما منذ { $longest }.
    [few] { $count } حالات تنتظر رداً، أقدمها منذ { $longest }.
    [many] { $count } حالة تنتظر رداً، أقدمها منذ { $longest }.
   *[other] { $count } حالة تنتظر رداً، أقدمها منذ { $longest }.
}
withdrawn-some = { $count ->
    [zero] لا توجد حالة سُحبت فيها موافقة ولم ينظر فيها أحد.
    [one] في حالة واحدة سُحبت موافقة، ولم ينظر فيها أحد منذ ذلك الحين.
    [two] في حالتين سُحبت موافقة، ولم ينظر فيهما أحد منذ ذلك الحين.
    [few] في { $count } حالات سُحبت موافقة، ولم ينظر فيها أحد منذ ذلك الحين.
    [many] في { $count } حالة سُحبت موافقة، ولم ينظر فيها أحد منذ ذلك الحين.
   *[other] في { $count } حالة سُحبت موافقة، ولم ينظر فيها أحد منذ ذلك الحين.
}
silent-some = { $count ->
    [zero] لا يوجد هاتف انقطع خبره أسبوعاً.
    [one] هاتف واحد لم يصل منه خبر منذ أسبوع.
    [two] هاتفان لم يصل منهما خبر منذ أسبوع.
    [few] { $count } هواتف لم يصل منها خبر منذ أسبوع.
    [many] { $count } هاتفاً لم يصل منها خبر منذ أسبوع.
   *[other] { $count } هاتف لم يصل منها خبر منذ أسبوع.
}
next-case = فتح الحالة الأولى
waiting = من ينتظر
not-waiting = لا أحد ينتظر في هذه
not-waiting-explain = تم الرد، أو أُغلقت، أو لم يُلاحظ شيء.
nothing-filed = لم يُحفظ شيء بعد. استلم ما أرسلته الهواتف.
alike-some = { $count ->
    [zero] لا فحص آخر يقول ما تقوله فحوص أخرى هنا.
    [one] فحص واحد آخر يقول ما تقوله فحوص أخرى هنا. اختر مكاناً أو هاتفاً أو وضعاً لتراه.
    [two] فحصان آخران يقولان ما تقوله فحوص أخرى هنا. اختر مكاناً أو هاتفاً أو وضعاً لتراهما.
    [few] { $count } فحوص أخرى تقول ما تقوله فحوص هنا. اختر مكاناً أو هاتفاً أو وضعاً لتراها.
    [many] { $count } فحصاً آخر تقول ما تقوله فحوص هنا. اختر مكاناً أو هاتفاً أو وضعاً لتراها.
   *[other] { $count } فحص آخر تقول ما تقوله فحوص هنا. اختر مكاناً أو هاتفاً أو وضعاً لتراها.
}
more-cases = الحالات التالية
fewer-cases = الحالات السابقة
filter-site = المكان
filter-phone = الهاتف
filter-state = الوضع
filter-code = الرمز
filter-all = الكل
filter-go = عرض
filtered = { $count ->
    [zero] لا حالة تطابق.
    [one] حالة واحدة تطابق.
    [two] حالتان تطابقان.
    [few] { $count } حالات تطابق.
    [many] { $count } حالة تطابق.
   *[other] { $count } حالة تطابق.
}

collect = استلام الآن
collected = { $filed ->
    [0] لا جديد.
    [one] سجل واحد جديد.
    [two] سجلان جديدان.
    [few] { $filed } سجلات جديدة.
    [many] { $filed } سجلاً جديداً.
   *[other] { $filed } سجل جديد.
}
collect-waiting = { $count ->
    [zero] لا هاتف ينتظر مقارنة كلماته.
    [one] هاتف واحد ينتظر حتى تُقارن كلماته.
    [two] هاتفان ينتظران حتى تُقارن كلماتهما.
    [few] { $count } هواتف تنتظر حتى تُقارن كلماتها.
    [many] { $count } هاتفاً تنتظر حتى تُقارن كلماتها.
   *[other] { $count } هاتف تنتظر حتى تُقارن كلماتها.
}
collect-aside = { $count ->
    [zero] لا طرد تعذّر حفظه.
    [one] طرد واحد تعذّر حفظه، وهو موضوع جانباً.
    [two] طردان تعذّر حفظهما، وهما موضوعان جانباً.
    [few] { $count } طرود تعذّر حفظها، وهي موضوعة جانباً.
    [many] { $count } طرداً تعذّر حفظها، وهي موضوعة جانباً.
   *[other] { $count } طرد تعذّر حفظها، وهي موضوعة جانباً.
}
collect-duress = من { $phone } تحت الإكراه: أُجبر صاحبه على فتحه، وما كان عليه زال. لا تُظهر أنك تعلم.
collect-alarm = ردّ هاتفان على دعوة واحدة. هناك من لديه نسخة منها. انظر في الأمر الآن.
collect-full = القرص ممتلئ. ما وصل ينتظر حتى تتوفر مساحة.
collect-failed = تعذّر الوصول إلى صندوق الشبكة. لم يضع شيء؛ استلم مرة أخرى.
collect-no-hub = ليس لهذا المكتب صندوق على الشبكة. تُؤخذ الملفات المحمولة من نافذة الأوامر بالأمر: pocketcard-office collect --bundle FILE

state-withdrawn = سُحبت الموافقة
state-refer-now = اعرض الإحالة الآن
state-agreed = تمت الموافقة على إحالة
state-refer = اعرض الإحالة
state-enquire = معرفة المزيد
state-answered = تم الرد
state-no-flag = لم يُلاحظ شيء
state-closed = مغلقة
state-phone = هاتف عرّف بنفسه
age-minutes = { $count ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
age-hours = { $count ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
age-days = { $count ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومين
    [few] { $count } أيام
    [many] { $count } يوماً
   *[other] { $count } يوم
}
new = جديد
no-code = بلا رمز
column-state = الوضع
column-code = الرمز
column-place = المكان
column-phone = الهاتف
column-since = في الانتظار منذ
column-also = وأيضاً
corrections = { $count ->
    [zero] لا تصحيح
    [one] تصحيح واحد
    [two] تصحيحان
    [few] { $count } تصحيحات
    [many] { $count } تصحيحاً
   *[other] { $count } تصحيح
}

case-of = الحالة { $code }
why = لماذا هي في هذا الموضع
signs = العلامات، ومصدر كل منها
why-withdrawn = سحب الشخص موافقة. لا تنقل شيئاً من تلك الإحالة، وأخبر كل من أُخبر بها.
why-agreed = وافق الشخص على إخبار جهة خدمة.
why-declined = رفض الشخص إحالة: لا يُنقل شيء.
why-danger = لم يوافق أحد: لم يكن الشخص قادراً على أن يجيب وكانت هناك حياة في خطر.
why-form = هذه استمارة أسئلة. لم يقيّمها أحد: اقرأها.
why-unreadable = أحد سجلات هذه الحالة تالف. افحص محطة العمل.
why-again = عرض الهاتف «{ $said }». ومن الإجابات نفسها تستخلص محطة العمل هذه «{ $again }». اعتمد على الإجابات.
why-clock = كانت ساعة الهاتف خاطئة: أوقاته لا تدل على شيء.
why-duress = من هاتف تحت الإكراه: أُجبر صاحبه على فتحه. قد يكون ما فيه صحيحاً؛ لا تُجب بما قد يضرّه.
why-revoked = وصل هذا بعد أن لم يعد ذلك الهاتف مقبولاً: تحقق منه.

consent-title = ما وافق عليه الشخص
consent-purpose = الغرض
consent-said = ما قيل
consent-yes = نعم
consent-no = لا
consent-withdrawn = سُحبت
consent-none = لم يطلب أحد موافقة بعد: لا يجوز نقل شيء.
purpose-services = مساعدة من المكتب وشركائه
purpose-referral = إخبار جهة خدمة
purpose-statistics = الاحتساب ضمن عدد إجمالي
purpose-accountability = الاستخدام في تحقيق أو أمام محكمة
basis-own = الشخص موافق.
basis-caregiver-and-child = مقدم الرعاية وافق، والطفل أيضاً.
basis-best-interests = مصلحة الطفل الفضلى هي التي قررت، والسبب: { $reason }
basis-life-in-danger = كانت هناك حياة في خطر، والسبب: { $reason }
how-spoken = طُرح السؤال بصوت مسموع ومن غير وسيط.
how-interpreted = طُرح السؤال عن طريق مترجم.
how-written = قُرئ ووُقّع أو وُضعت علامة.
how-heard = سُمع من تسجيل.

service-note = ما يجوز إخبار جهة الخدمة به
service-note-only = هذا ولا شيء غيره.
service-note-none = لا يجوز إخبار أي جهة خدمة بشيء.
note-service = جهة الخدمة
note-code = الرمز الذي سيقوله الشخص
note-needs = ما يلزم
note-language = اللغة
note-word = ملاحظة
none = لا يوجد

record-screening = فحص
record-referral = إحالة
record-amendment = تصحيح
record-withdrawal = سُحبت الموافقة
record-service-report = خبر عن جهة خدمة
record-enrolment = هاتف عرّف بنفسه
record-damaged = هذا السجل تالف.
made = اكتمل في { $time } بتوقيت UTC بحسب ساعة الهاتف.
filed = حُفظ هنا في { $time } بتوقيت UTC، برقم { $number } في سجل القيود لهاتف { $phone }.
filed-unnamed = حُفظ هنا في { $time } بتوقيت UTC، برقم { $number } في سجل القيود الذي هو منه.
checked = جرى التحقق من توقيعه ومن مكانه في سجل القيود عند فتحه.
answers-given = الإجابات
corrected = صُحّح إلى: { $answer }
unknown-indicator = علامة لا تعرفها القوائم هنا
note = ملاحظة
without-service = جرى الفحص مع أنه لا تُعرف جهة خدمة هناك، والسبب
attachment = مرفق { $number }
attachment-waits = لم يصل بعد.
attachment-elsewhere = نوعه { $kind }: استخرجه من نافذة الأوامر بالأمر pocketcard-office show --attachments
takes-back = يسحب الموافقة على الإحالة.
never-sent = لم تخرج الإحالة من الهاتف قط.

answered-title = الردود
answered-at = تم الرد في { $time } بتوقيت UTC
answer-at-hub = هو في صندوق الشبكة، ينتظر الهاتف.
answer-goes = يخرج مع الاستلام القادم.
answer-title = رد
answer-text = ما يقال للهاتف
answer-hint = يقرؤه من يحمل الهاتف. لا أسماء، ولا شيء لم يوافق عليه الشخص.
answer-begin = البدء بنص جاهز
begin-told = أُخبرت جهة خدمة
begin-told-text = أُخبرت جهة الخدمة، وهي تنتظر الشخص الذي يقول الرمز { $code }.
begin-call = الرجاء الاتصال
begin-call-text = الرجاء الاتصال بالمكتب قبل فعل المزيد بشأن { $code }.
begin-again = النظر مرة أخرى
begin-again-text = بشأن { $code }: الرجاء مقابلة الشخص مرة أخرى حيث يكون ذلك آمناً، والسؤال فقط عن حاله وعمّا يلزمه.
begin-no-place = لا مكان اليوم
begin-no-place-text = بشأن { $code }: لا مكان اليوم لدى أي جهة خدمة. نحاول غداً مرة أخرى. وحتى ذلك الحين، اترك بطاقة الاتصال.
begin-read = قُرئ، لا غير
begin-read-text = شكراً لك. قرأنا { $code }. لا يلزم فعل المزيد.
answer-send = إرسال
answer-keep = حفظ لوقت لاحق
answer-kept = حُفظ مختوماً داخل هذه الحالة.
answer-sent = تم. يخرج مع الاستلام القادم.
answer-empty = اكتب رداً أولاً، لا يزيد على 4000 حرف.
answer-nobody = لا أحد يمكن الرد عليه في هذه الحالة.
answer-no-way = كاتب البلاغ السري يصله تأكيد بالوصول، ولا يمكن أن يُكتب إليه.
hand = أُخبرت جهة خدمة
hand-explain = سجّل ذلك حتى لا يخبرها أحد مرة ثانية.
close-case = إغلاق الحالة
close-explain = ما يصل فيها لاحقاً يفتحها من جديد.
noted = سُجّل.
case-closed = أُغلقت. ما يصل فيها لاحقاً يفتحها من جديد.
back-today = رجوع إلى اليوم

phone-label = الاسم
phone-heard = آخر خبر منه
phone-records = السجلات
phone-missing = لم يصل
phone-pack = القوائم
phone-state = الوضع
phone-revoked = لم يعد مقبولاً
phone-good = سليم
phone-forks = توبع سجل قيوده مرتين
phone-broken = سجل قيوده غير متسق
phone-rivals = ردّ هاتفان على دعوته
phone-put-off = استنفد حصته لهذا اليوم: مرفقات تنتظر
phone-silent = لا خبر منه منذ أسبوع
no-phones = لا يوجد هاتف مُعدّ بعد.

services-explain = دليل الحزمة السارية، كما تعرضه الهواتف.
services-none = لا دليل في الحزمة السارية.
service-inactive = لا تستقبل أحداً الآن
service-needs = تساعد في
service-card = ما يقال للشخص
service-facts = ما تنبغي معرفته قبل ذلك

figures-explain = لمحطة العمل هذه وحدها. لا يُنشر شيء مما هنا.
figure-waiting = الحالات التي تنتظر، بحسب مدة الانتظار
figure-heard = الهواتف، بحسب آخر خبر منها
figure-group = الفئة
figure-number = العدد
figure-sites = التقارير بحسب الموقع والأسبوع (الأسبوع من الاثنين)
figure-indicators = العلامات التي شوهدت أو ذُكرت، بحسب الأسبوع
figure-delivery = الساعات من إنهاء السجل إلى حفظه، بحسب الأسبوع
figure-doubtful = سجلات هواتف ساعاتها مشكوك فيها، بحسب الأسبوع
figure-site = الموقع
figure-indicator = العلامة
figure-other = غير ذلك
figure-half = النصف خلال
figure-nine-of-ten = تسعة من عشرة خلال
figure-records = سجلات
under-hours-4 = أقل من 4 ساعات
under-hours-24 = من 4 إلى 24 ساعة
under-days-3 = من يوم إلى 3 أيام
over-days-3 = أكثر من 3 أيام
today-heard = اليوم
under-days-7 = من يوم إلى 7 أيام
over-days-7 = أكثر من 7 أيام

desk-keys = كلمات مفاتيح محطة العمل هذه
desk-hub = صندوق الشبكة
desk-no-hub = لا يوجد
desk-pack = الحزمة السارية
desk-pack-none = لم تُنشر أي حزمة: في الهواتف القوائم الأصلية.
desk-pack-version = { $name }، الإصدار { $version }
check = فحص كل شيء
check-good = { $records ->
    [zero] لا سجل للفحص. كل شيء كما ينبغي.
    [one] فُحص سجل واحد. كل شيء كما ينبغي.
    [two] فُحص سجلان. كل شيء كما ينبغي.
    [few] فُحصت { $records } سجلات. كل شيء كما ينبغي.
    [many] فُحص { $records } سجلاً. كل شيء كما ينبغي.
   *[other] فُحص { $records } سجل. كل شيء كما ينبغي.
}
check-bad = هناك شيء ليس كما ينبغي. لم يُحذف شيء. انظر في الأمر من نافذة الأوامر بالأمر: pocketcard-office verify
check-problems = { $count ->
    [zero] كل شيء كما ينبغي.
    [one] شيء واحد ليس كما ينبغي.
    [two] شيئان ليسا كما ينبغي.
    [few] { $count } أشياء ليست كما ينبغي.
    [many] { $count } شيئاً ليست كما ينبغي.
   *[other] { $count } شيء ليست كما ينبغي.
}

log = السجل
log-explain = يحمل كل سطر بصمة السطر الذي قبله. ويذكر الفحص أي سطر ناقص أو مغيَّر.
log-time = الوقت (UTC)
log-who = المستخدم
log-act = ما جرى
log-record = الحالة
log-last = تظهر هنا أحدث الأسطر؛ ويعرض pocketcard-office log جميعها.
act-unlocked = فُتحت محطة العمل
act-refused = عبارات سر خاطئة
act-unlogged = لم يُدوَّن لضيق المساحة
act-viewed = اطُّلع عليها
act-attachment-written = عُرض المرفق أو نُسخ
act-answered = أُجيب عنها
act-handed = أُبلغت الخدمة
act-closed = أُغلقت
act-requested = طُلبت موافقة شخص ثانٍ
act-approved = تمت الموافقة
act-deleted = حُذفت
act-kept = حُفظت للمحكمة
act-no-longer-kept = لم تعد محفوظة للمحكمة
act-exported = صُدّرت مع مفاتيحها
act-released = نُشرت أرقام
act-analyst-added = أُضيف محلل
act-analyst-removed = أُزيل محلل
act-passed-on = أُحيلت بصيغة HTCDS أو إلى CTDC
act-published = نُشرت الحزمة
act-revoked = أُلغي الهاتف
act-phone-recovered = كلمات استرداد جديدة لصاحب هاتف
act-user-added = أُضيف مستخدم
act-user-removed = أُزيل مستخدم
act-user-renamed = غُيّر اسم مستخدم
act-passphrase-changed = غُيّرت عبارة السر
act-words-made = أُنشئت كلمات الاسترداد
act-backed-up = نُسخت محطة العمل لحفظة المفتاح
act-restored = أُعيدت محطة العمل من نسخة
act-token-renewed = رمز دخول جديد لصندوق الشبكة
act-retention-set = عدد أشهر حفظ الحالات المغلقة (0: بلا نهاية)
desk-user = أنت
role-administrator = إدارة
role-focal-point = جهة الاتصال
alone = يستخدم هذه المحطة شخص واحد. وما يحتاج في غيرها إلى شخصين يفعله وحده، ويذكر السجل ذلك.
requests = ما ينتظر شخصًا ثانيًا
request-export = تصدير حالة كاملة مع مفاتيحها
request-deletion = حذف حالة
request-release = نشر أرقام
request-htcds = إحالة حالة إلى خدمة بصيغة HTCDS
request-ctdc = نقل صفوف إلى CTDC
request-by = يطلب ذلك { $name }، والسبب: { $reason }
approve = موافقة
approved = تمت الموافقة. يمكن لمن طلب ذلك أن يفعله خلال 48 ساعة.
approve-another = يوافق عليه شخص غير الذي طلبه.

invite-label = اسم الهاتف الجديد
invite-hint = اسم فريق أو مهمة، لا اسم شخص.
invite-go = إنشاء دعوة
invitation = الدعوة
invitation-hint = تُعرض هذه المرة فقط. انسخها وسلّمها باليد: من يحملها يستطيع تسجيل هاتف مرة واحدة.
phone-comes = هاتف ينضم
words-read = اقرأ هذه الكلمات على صاحب الهاتف، بالصوت أو وجهًا لوجه:
accept-phone = الهاتف
accept-words = الكلمات الست التي يعرضها
accept-hint = اسمعها من صاحب الهاتف نفسه، لا عبر الطريق الذي حمل الدعوة.
accept-go = قبول الهاتف
phone-accepted = دُوّن ذلك. يُسجَّل الهاتف الذي يحمل هذه الكلمات الآن أو عند وصول جوابه.
phone-other-words = أجاب هاتف بكلمات أخرى عن هذه الدعوة. اسأل مرة أخرى عما يعرضه الهاتف. فإن كان نفسه، فلدى أحدهم نسخة من الدعوة.
phone-goes = هاتف فُقد أو سُرق
revoke-explain = لا يُقبل شيء مما يسجله من الآن، ولا تصله قوائم جديدة. أما ما سجله من قبل فيصل.
revoke-phone = الهاتف
revoke-go = إلغاء الهاتف
phone-was-revoked = أُلغي. وتُرسل إلى الهواتف الأخرى مفاتيح جديدة.
failed-phone = لم ينجح ذلك. ولم يتغير شيء.

two-people = ما يحتاج إلى شخصين
two-people-explain = يوافق مستخدم آخر خلال 48 ساعة بعبارة المرور الخاصة به. لا تكتب أي اسم في السبب: فهو يبقى.
request-reason = السبب
ask-export = اطلب تصدير هذه الحالة
ask-delete = اطلب حذف هذه الحالة
ask-delete-closed = تُحذف الحالة بعد إغلاقها.
requested = سُجّل الطلب. يُتابَع تحت «محطة العمل هذه»: يوافق عليه هناك مستخدم آخر خلال 48 ساعة.
reason-needed = لم يُسجَّل الطلب: اكتب السبب في حرف إلى 4000 حرف.
not-closed = أغلق الحالة أولًا.
kept-for-court = هذه الحالة محفوظة لمحكمة: لا شيء يحذفها.
requests-approved = ما يمكنك فعله الآن، خلال 48 ساعة
delete-now = احذف نهائيًا
export-how = تُكتب ملفات المحكمة من نافذة الأوامر:
release-how = تُنشر الأرقام من نافذة الأوامر، بالأمر الذي طُلبت به:
deleted = { $count ->
    [one] حُذف سجل واحد. النسخ التي أُخذت من محطة العمل هذه من قبل ما زالت تحمله.
    [two] حُذف سجلان. النسخ التي أُخذت من محطة العمل هذه من قبل ما زالت تحملهما.
    [few] حُذفت { $count } سجلات. النسخ التي أُخذت من محطة العمل هذه من قبل ما زالت تحملها.
   *[other] حُذف { $count } سجلًا. النسخ التي أُخذت من محطة العمل هذه من قبل ما زالت تحملها.
}

due = حالات مغلقة حان موعد حذفها
due-explain = لا يُحذف شيء من تلقاء نفسه. افتح الحالة لتطلب حذفها، أو احفظها لمحكمة.
due-line = أُغلقت { $closed }، الموعد { $due } (UTC)
retention = الحالات المغلقة
retention-months = { $count ->
    [one] تُحفظ شهرًا واحدًا
    [two] تُحفظ شهرين
    [few] تُحفظ { $count } أشهر
   *[other] تُحفظ { $count } شهرًا
}
retention-none = تُحفظ بلا نهاية
pack-waits = النسخة { $version } تنتظر: وقّعها { $signed } من { $needed } مفاتيح

services-planned = تغييرات مخططة
services-planned-explain = لا تعرفها الهواتف بعد. اكتبها من نافذة الأوامر في إضافة حزمتك، ثم ابنِ الحزمة ووقّعها وانشرها:
services-kept = حُفظ مختومًا. تعرفه الهواتف مع الحزمة التالية.
services-dropped = تُركت التغييرات المخططة.
services-drop = اترك هذه التغييرات
services-planned-wrong = لم يعد المخطط يناسب الحزمة السارية: افتح كل خدمة مرة أخرى.
service-change = غيّر
service-add = أضف خدمة
service-id = اسم قصير للبرامج
service-id-explain = حروف لاتينية صغيرة وأرقام وشرطات، مثل clinic-north. لا يتغير بعد ذلك.
service-name = الاسم
service-contact = كيف تُقصد
service-contact-explain = سطر البطاقة: عنوان أو رقم.
service-hours = الأوقات
service-active = تستقبل الناس الآن
service-kind = هي
kind-place = مكان يُذهب إليه
kind-hotline = رقم يُتصل به
kind-mobile = أشخاص يأتون
service-serves = من تخدم (دون علامة: الجميع)
service-languages = اللغات المستعملة فيها
service-languages-explain = رموز بينها فواصل، مثل en, fr, ar.
service-area = المنطقة (فارغ: كل مكان)
service-verified = آخر تحقق في
service-verified-explain = السنة والشهر واليوم، مثل 2026-01-31.
service-keep = احفظ
service-remove = أخرجها من الدليل
service-id-taken = لخدمة أخرى هذا الاسم القصير؛ اختر غيره.
service-text-wrong = تحتاج إلى اسم وطريقة للوصول إليها وأوقات: في كل سطر حرف إلى 400 حرف، دون أقواس معقوفة ولا شرطات مائلة عكسية.
service-wrong = شيء لا يناسب: الاسم القصير أو اليوم أو لغة. ويجب أيضًا أن تساعد في شيء.
back-services = العودة إلى الخدمات
