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
    .hint = لا يلزمك أن تسأل. إذا لم تكن متأكداً فاختر «قد يكون دون 18 سنة».
age-adult = 18 سنة أو أكثر
age-child = دون 18 سنة
age-may-be-child = قد يكون دون 18 سنة
age-unknown = غير معروف

offer-open = مفتوح
offer-offered = يستحق أن يُفتح
offer-available = يمكن فتحه

consent = هل لي بإذنك؟
    .hint = اقرأ كل سؤال بصوت مسموع. «نعم» الواضحة وحدها تعني نعم. والمساعدة لا تتوقف على ذلك.
consent-services = هل يمكنني أن أكتب ما يلزمك، حتى تصلك المساعدة؟
consent-referral = هل يمكنني أن أخبر هذه الجهة عنك، حتى تساعدك؟ لن أخبرها إلا بما يلزمها.
consent-statistics = هل يمكن أن يُعَدّ ما حدث لك ضمن الأرقام، من غير أي شيء يدل عليك؟
consent-accountability = هل يمكن نقل ما حدث إلى من يستطيع محاسبة المسؤول عنه؟
consent-refused = لا بأس. المساعدة لك على كل حال. وهذا هو مكانها.
consent-withdrawn = تم سحب موافقتك. من الآن لن يُنقل شيء آخر.

code = رمزك: { $code }
    .hint = هذا الرمز بدل اسمك. لا أحد يحتاج إلى اسمك.

state-draft = لم يكتمل
state-sealed = اكتمل وخُتم، وينتظر طريقاً إلى المكتب
state-in-transit = في الطريق
state-delivered = سُلّم إلى الأمام، ولم يصل إلى المكتب بعد
state-received = في المكتب
state-purged = في المكتب، ومُحي من هذا الهاتف
state-quarantined = تعذّر إرساله؛ اسأل مكتبك
