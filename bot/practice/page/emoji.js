/** Slack's short names of the common emoji. Unknown names stay as they were typed. */

const TABLE = `
+1👍 thumbsup👍 -1👎 thumbsdown👎 clap👏 wave👋 pray🙏 raised_hands🙌 muscle💪 ok_hand👌 point_right👉 point_left👈 point_up☝️ point_down👇 eyes👀 raising_hand🙋 handshake🤝 writing_hand✍️ v✌️ hand✋ raised_hand✋
smile😄 smiley😃 grinning😀 grin😁 joy😂 slightly_smiling_face🙂 neutral_face😐 slightly_frowning_face🙁 disappointed😞 cry😢 sob😭 angry😠 rage😡 confused😕 worried😟 thinking_face🤔 thinking🤔 relieved😌 heart_eyes😍 star-struck🤩 sunglasses😎 wink😉 blush😊 weary😩 expressionless😑 tired_face😫 frowning☹️ persevere😣 open_mouth😮 sweat_smile😅 sleeping😴 face_with_raised_eyebrow🤨 hugging_face🤗 partying_face🥳 innocent😇
heart❤️ green_heart💚 blue_heart💙 yellow_heart💛 purple_heart💜 broken_heart💔 sparkles✨ star⭐ star2🌟 fire🔥 boom💥 zap⚡ tada🎉 confetti_ball🎊 rocket🚀 trophy🏆 medal🏅 sports_medal🏅 first_place_medal🥇 second_place_medal🥈 third_place_medal🥉 gift🎁 balloon🎈
white_check_mark✅ heavy_check_mark✔️ ballot_box_with_check☑️ x❌ negative_squared_cross_mark❎ warning⚠️ no_entry⛔ no_entry_sign🚫 exclamation❗ question❓ grey_question❔ bangbang‼️ information_source ℹ️ 100💯 recycle♻️ heavy_plus_sign➕ heavy_minus_sign➖
red_circle🔴 large_orange_circle🟠 large_yellow_circle🟡 large_green_circle🟢 large_blue_circle🔵 large_purple_circle🟣 large_brown_circle🟤 white_circle⚪ black_circle⚫ large_red_square🟥 large_orange_square🟧 large_yellow_square🟨 large_green_square🟩 large_blue_square🟦 white_large_square⬜ black_large_square⬛ small_red_triangle🔺 small_red_triangle_down🔻 small_blue_diamond🔹 small_orange_diamond🔸 large_blue_diamond🔷 large_orange_diamond🔶
arrow_up⬆️ arrow_down⬇️ arrow_right➡️ arrow_left⬅️ arrow_upper_right↗️ arrow_lower_right↘️ arrows_counterclockwise🔄 leftwards_arrow_with_hook↩️ arrow_forward▶️ double_vertical_bar⏸️ end🔚 back🔙 new🆕 soon🔜 up🆙
bulb💡 bell🔔 no_bell🔕 mag🔍 mag_right🔎 pushpin📌 round_pushpin📍 paperclip📎 link🔗 lock🔒 unlock🔓 key🔑 hammer🔨 wrench🔧 hammer_and_wrench🛠️ gear⚙️ toolbox🧰 chart_with_upwards_trend📈 chart_with_downwards_trend📉 bar_chart📊 calendar📅 date📅 spiral_calendar_pad🗓️ clipboard📋 memo📝 pencil📝 pencil2✏️ book📖 books📚 bookmark🔖 label🏷️ inbox_tray📥 outbox_tray📤 package📦 mailbox📫 email📧 envelope✉️ incoming_envelope📨 phone☎️ telephone_receiver📞 iphone📱 computer💻 desktop_computer🖥️ printer🖨️ camera📷 speech_balloon💬 thought_balloon💭 left_speech_bubble🗨️ loudspeaker📢 mega📣 hourglass⌛ hourglass_flowing_sand⏳ stopwatch⏱️ alarm_clock⏰ clock1🕐 ballot_box_with_ballot🗳️ wastebasket🗑️ scroll📜 page_facing_up📄 card_index_dividers🗂️ file_folder📁 open_file_folder📂 world_map🗺️ compass🧭 triangular_flag_on_post🚩 checkered_flag🏁 dart🎯 jigsaw🧩 crystal_ball🔮 mirror🪞 ladder🪜 shield🛡️ scales⚖️ microscope🔬 test_tube🧪
department_store🏬 convenience_store🏪 shopping_trolley🛒 shopping_bags🛍️ credit_card💳 moneybag💰 receipt🧾 truck🚚 house🏠 office🏢 globe_with_meridians🌐 earth_africa🌍 busts_in_silhouette👥 bust_in_silhouette👤 robot_face🤖 baby👶 teacher🧑‍🏫 technologist🧑‍💻
mountain⛰️ snow_capped_mountain🏔️ rock🪨 footprints👣 feet🐾 hiking_boot🥾 sunrise🌅 sunny☀️ partly_sunny⛅ cloud☁️ rain_cloud🌧️ snowflake❄️ rainbow🌈 seedling🌱 herb🌿 four_leaf_clover🍀 leaves🍃 evergreen_tree🌲 coffee☕ cake🍰 birthday🎂 beers🍻
one1️⃣ two2️⃣ three3️⃣ four4️⃣ five5️⃣ six6️⃣ seven7️⃣ eight8️⃣ nine9️⃣ keycap_ten🔟 zero0️⃣`;

// Names are ASCII letters, digits, _ + -; the emoji follows at once. Digits that belong to a keycap
// ("one1️⃣") and names that end in digits ("star2") are told apart by what follows.
const ENTRY = /^([a-z0-9_+-]+?)\s?((?:[0-9]\uFE0F\u20E3)|[^\x00-\x7F].*)$/u;
const BY_NAME = new Map(
  TABLE.replaceAll(" ℹ️", "ℹ️").trim().split(/\s+/).map((entry) => ENTRY.exec(entry)).filter(Boolean).map(([, name, char]) => [name, char]),
);

/** The emoji of a short name (without colons, skin tones ignored), or null. */
export const emojiOf = (name) => BY_NAME.get(name.replace(/::skin-tone-\d$/, "")) ?? null;

/** Text with every known :short_name: replaced. */
export const withEmoji = (text) =>
  text.replace(/:([a-z0-9_+-]+(?:::skin-tone-\d)?):/g, (typed, name) => emojiOf(name) ?? typed);
