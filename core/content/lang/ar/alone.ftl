# ما يجيب عنه الشخص على انفراد. لا كلمة هنا عن العنف أو الأسماء أو الجماعات المسلحة.

alone-safe = هل هذا المكان آمن لك؟
alone-by-yourself = هل أنت الآن من دون أحد حولك؟
alone-free = هل يمكنك الرحيل متى أردت؟
alone-papers = هل أوراقك معك أنت؟
alone-pay = هل تصلك أجرتك؟
alone-hurt = هل بك جرح أو مرض؟
alone-child = هل معك طفل؟
alone-need = ما الذي يلزمك؟
alone-need-sleep = مكان للنوم
alone-need-food = طعام
alone-need-doctor = طبيب
alone-need-talk = من أتكلم معه
alone-mode = الجواب لك، على انفراد
    .hint = يمكنك تجاوز كل صورة، والتوقف في أي وقت. لا أحد هنا يرى ما تلمسه يدك.
alone-yes = نعم
alone-no = لا
alone-skip = تجاوز
alone-end = إنهاء
alone-neutral = الطقس
alone-gate-alone = تأكدت من أن الشخص على انفراد
alone-gate-adult = الشخص ليس طفلاً
alone-gate-child-protection = حماية الطفل موجودة هنا
alone-share = عرض إجاباتي على من يساعدني
alone-untested = لم تُجرَّب هذه الصور والأصوات بعد مع متحدثين بهذه اللغة
