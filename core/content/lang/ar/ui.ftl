# كلمات تحتاجها الشاشات حول القوائم.

answer-observed = شوهد
    .hint = رأيته أو سمعته بنفسك.
answer-told = قيل
    .hint = قاله الشخص.
answer-reported = منقول
    .hint = أخبرك به شخص آخر.
answer-not-observed = لم يُشاهَد
    .hint = بحثت عنه ولم تره. هذا لا يثبت شيئاً.
answer-not-asked = لم يُسأل عنه
    .hint = لم تنظر ولم تسأل. هذه دائماً إجابة جيدة.

age = كم العمر؟
    .hint = لا يلزمك أن تسأل. عند الشك اختر «قد يكون دون 18 سنة».
age-ask = هل يمكن أن يكون العمر دون 18 سنة؟
age-adult = 18 سنة أو أكثر
age-child = دون 18 سنة
age-may-be-child = قد يكون دون 18 سنة
age-unknown = غير معروف

offer-open = مفتوح
offer-offered = يستحق أن يُفتح
offer-available = يمكن فتحه

consent = هل لي بإذنك؟
    .hint = اقرأ كل سؤال بصوت مسموع. «نعم» الواضحة وحدها تعني نعم. والمساعدة لا تتوقف على ذلك.
consent-before = قبل أن أسأل: لا يقرأ ما أكتبه إلا من يرتبون المساعدة في مكتبنا؛ { $days ->
    [0] وهم يقررون مدة حفظه، ويمكنك السؤال عنها
    [one] ويحفظونه يوماً واحداً
    [two] ويحفظونه يومين
    [few] ويحفظونه { $days } أيام
    [many] ويحفظونه { $days } يوماً
   *[other] ويحفظونه { $days } يوم
}؛ وقد يلاحظ أحد أننا تكلمنا، فإذا كان في ذلك خطر عليك فالرجاء إخباري.
consent-any-help = مساعدة
consent-services = هل يمكنني أن أكتب ما يلزمك، من دون اسمك، حتى نبحث عن مساعدة؟
consent-referral = هل يمكنني أن أخبر هذه الجهة ({ $service }) بما يلزمك ({ $needs }) وبطريقة الوصول إليك؟ لن أقول لها شيئاً آخر.
consent-statistics = هل يمكن أن نحسبك ضمن عدد إجمالي؟ لا أحد يستطيع أن يعرف أنك المقصود بذلك.
consent-accountability = هل يمكن إخبار محققين أو محكمة بما حدث؟ قد يستعملونه ضد من فعل ذلك. يمكنك الرفض، ويمكنك اتخاذ القرار لاحقاً.
consent-refused = لا بأس. المساعدة متاحة لك على كل حال. وهذا هو مكانها.
consent-withdrawn = لا بأس. سُحبت موافقتك. لن ننقل شيئاً آخر. وما أُرسل من قبل لا يمكن استرجاعه دائماً.

code = رمزك: { $code }
    .hint = هذا الرمز بدل اسمك. لا أحد يحتاج إلى اسمك.

state-draft = لم يكتمل
state-sealed = اكتمل وخُتم، وينتظر طريقاً إلى المكتب
state-in-transit = في الطريق
state-delivered = سُلّم إلى الأمام، ولم يصل إلى المكتب بعد
state-received = في المكتب
state-purged = في المكتب، ومُحي من هذا الهاتف
state-quarantined = تعذّر إرساله؛ اسأل مكتبك
ask-allegation = في هذا شيء يخص أفراداً تابعين لنا، ولا يجوز أن يقرأه المكتب العادي. هل يُرسل إلى المتلقي السري وحده وتستمر من دونه؟
ask-back = خطوة إلى الوراء
ask-begin = بدء قائمة جديدة
ask-choose = رقم؛ ومن دون كتابة: ما عليه علامة *
ask-choose-several = أرقام بينها مسافات
ask-day = يوم، مثل 2026-01-31
ask-day-time = يوم ووقت، مثل 2026-01-31T14:30
ask-decimal = عدد، مثل 2.5
ask-enough = يكفي هذا؛ متابعة
ask-file = اسم ملف
ask-go-on = مفتاح الإدخال: متابعة
ask-kept = حُفظ مختوماً كمسودة. الأمر نفسه يتابعها.
ask-leave = خروج؛ تُحفظ الإجابات
ask-next-part = إلى القسم التالي
ask-no-keep = لا، تُحفظ كمسودة
ask-no-service = لا خدمة معروفة هنا. لماذا يُنظر في حالة الشخص على الرغم من ذلك؟
ask-not-a-choice = لا يمكن اختيار ذلك هنا. حاول مرة أخرى.
ask-note = ما لم يمكن قوله بطريقة أخرى. لا أسماء. يمكن أن يبقى فارغاً.
ask-nothing-kept = لم يُجب عن شيء، ولم يُحفظ شيء.
ask-number = عدد صحيح
ask-order = أرقام بالترتيب المطلوب، بينها مسافات
ask-place = خط العرض وخط الطول بالدرجات، مثل 12.34 -1.5
ask-places = نقاط بينها ; كل منها مثل 12.34 -1.5
ask-ready = إنهاء وختم للمكتب؟
ask-sections = أي قسم الآن؟
ask-site = رمز المكان. يمكن أن يبقى فارغاً.
ask-tick = 1: نعم
ask-time = وقت، مثل 14:30
ask-too-long = هذا طويل جداً. قله بكلمات أقل.
ask-turns = كم مرة؟
ask-unfinished = هناك ما لم يكتمل
ask-which = عمّ يدور الأمر؟
ask-words = كلمات؛ ومن دون كتابة: يبقى كما هو
ask-yes = نعم
question-constraint = لا تقبل هذه الاستمارة هذه الإجابة.
question-missing = يجب الإجابة عن هذا.
question-no-positions = مكتبك لا يطلب مواقع. اترك هذا فارغاً.
question-not-a-choice = لا يمكن اختيار ذلك الآن.
question-out-of-range = هذا خارج الحدود.
question-too-long = ما يُحسب هنا طويل جداً.
question-wrong-kind = هذه ليست إجابة من النوع المطلوب.
service-fact-asks-papers = يطلب أوراقاً
service-fact-asks-police-report = يطلب أولاً بلاغاً للشرطة
service-fact-example = مثال فقط: هذا المكان غير موجود
service-fact-fee = ليس مجانياً
service-fact-full = ممتلئ الآن
service-fact-hotline = رقم للاتصال
service-fact-mobile = يأتون إلى المكان
service-fact-never-verified = لم يقل أحد متى جرى التحقق من هذا
service-fact-no-directory = لا دليل خدمات في هذه الحزمة: اسأل مكتبك
service-fact-none = لا خدمة عاملة في الدليل تلبي هذا.
service-fact-serves = لمن: { $serves }
service-fact-spoken = اللغات: { $languages }
service-fact-state = تديره دولة
service-fact-transport = ينقلون الناس إليهم
service-fact-verified = جرى التحقق في { $day }
serves-children = الأطفال
serves-disability = ذوو الإعاقة
serves-lgbtiq = أفراد مجتمع الميم
serves-men = الرجال
serves-women = النساء
service-found-changed = انتقلت الخدمة أو تغيّرت
service-found-closed = الخدمة مغلقة
service-found-conditions = تطلب مالاً أو أوراقاً أو بلاغاً للشرطة
service-found-confirmed = هي كما في الدليل
service-found-full = الخدمة ممتلئة
service-found-new = هناك خدمة جديدة
service-found-unsafe = الخدمة غير آمنة
