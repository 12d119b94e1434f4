# دليل للمثال. كل مكتب يضع دليله مكانه. الأسماء على البطاقة يجب ألا يكون فيها خطر إذا وُجدت مع أحد:
# لا كلمة عن الاتجار. قبل كل رقم هاتف علامة LRM حتى لا تنقلب أجزاؤه.

service-example-clinic = مركز ضفة النهر الصحي (Riverside Health Centre)
    .hours = ليلاً ونهاراً
    .contact = شارع السوق 12. نداء اللاسلكي: Blue Door. هاتف ‎000-0101
service-example-safe-house = بيت الشجرتين (House of the Two Trees)
    .hours = ليلاً ونهاراً
    .contact = السؤال في أي مركز صحي عن «الشجرتين» (Two Trees). هاتف ‎000-0102
service-example-children = ركن الأطفال (Children's Corner)
    .hours = ليلاً ونهاراً
    .contact = بجانب المدرسة الرئيسية. هاتف ‎000-0103
service-example-workers = مكتب إرشاد العمال (Workers' Advice Desk)
    .hours = من الاثنين إلى الخميس من 9:00 إلى 17:00، والجمعة من 9:00 إلى 16:00
    .contact = ساحة المحطة 3. هاتف ‎000-0104
service-example-hotline = خط الإصغاء (The Listening Line)
    .hours = ليلاً ونهاراً، مجاناً من أي هاتف
    .contact = هاتف ‎000-0105

source-unodc-2018 = UNODC, Countering Trafficking in Persons in Conflict Situations (ورقة مواضيعية، 2018)
source-un-action = UN Action Against Sexual Violence in Conflict, Trafficking and Conflict-Related Sexual Violence
source-tip-protocol = Trafficking in Persons Protocol, 2000 (بروتوكول منع الاتجار بالأشخاص)
source-field-practice = ما هو مألوف في عمل الحماية، بكلمات هذا المشروع
