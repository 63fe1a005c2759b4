/// Files that pages ask for beside themselves; all of them in the program.
enum Assets {
  static let icon = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b63b0"/><path d="M18 4 8 18h7l-2 10 11-15h-8z" fill="#fff"/></svg>
    """

  /// Live numbers, keys, corrections and the playground; pages can be read without it.
  static let script = """
    'use strict';
    const $=(s,r=document)=>r.querySelector(s), $$=(s,r=document)=>[...r.querySelectorAll(s)];
    const en=document.documentElement.lang==='en', say=(zh,e)=>en?e:zh;
    const answer=t=>{const p=$('[data-answer]');if(p){p.textContent=t;p.className='notice'}};

    // Live numbers
    if(window.EventSource){
      const live=$('[data-live]'), word=$('[data-live-state]');
      const source=new EventSource('/events');
      source.addEventListener('status',e=>{
        const now=JSON.parse(e.data);live.hidden=false;
        word.textContent=(now.paused?say('已暂停','paused'):say('收件正常','taking orders'))+' · '+say('规则 ','rules ')+now.rules;
        for(const p of $$('[data-live-number]'))if(now[p.dataset.liveNumber]!==undefined)p.textContent=now[p.dataset.liveNumber].toLocaleString('en');
      });
      source.onerror=()=>{word.textContent=say('连接断开，正在重连','disconnected, trying again')};
      addEventListener('pagehide',()=>source.close());
    }

    // Changes ask for the word of the token file, kept for this tab only
    const token=again=>{
      let word=again?null:sessionStorage.getItem('token');
      if(!word){word=prompt(say('修改需要口令：spool 目录里 console.token 文件的内容','Changes ask for the content of console.token in the spool folder'));if(word)sessionStorage.setItem('token',word.trim())}
      return word&&word.trim();
    };
    const send=async(url,body,again=false,last=false)=>{
      const word=token(again);if(!word)return null;
      const reply=await fetch(url,{method:'POST',keepalive:last,headers:{'X-Suqiu-Token':word,'Content-Type':'application/x-www-form-urlencoded'},body});
      if(reply.status===401&&!again){sessionStorage.removeItem('token');return send(url,body,true,last)}
      const said=await reply.json().catch(()=>({}));
      if(!reply.ok)throw new Error(said.error?said.error.message:reply.status);
      return said;
    };
    for(const form of $$('form[data-write]:not([data-review])'))form.addEventListener('submit',async e=>{
      e.preventDefault();
      try{const said=await send(form.action,new URLSearchParams(new FormData(form)));if(said)answer('✓ '+said.message)}catch(x){answer('✗ '+x.message)}
    });

    // Review: the last decision can be undone until the next one is made
    const review=$('form[data-review]'), pending=()=>JSON.parse(sessionStorage.getItem('pending')||'null');
    const settle=async last=>{
      const one=pending();if(!one)return;
      sessionStorage.removeItem('pending');
      try{await send(one.url,'label='+encodeURIComponent(one.label),false,last)}catch(x){answer('✗ '+x.message)}
    };
    if(!review)settle(false);
    else{
      const undo=$('[data-undo]'), one=pending();
      if(one){undo.hidden=false;$('span',undo).textContent=one.name;setTimeout(()=>{settle(false);undo.hidden=true},15000)}
      undo.addEventListener('click',()=>{const one=pending();sessionStorage.removeItem('pending');if(one)location=one.page});
      review.addEventListener('submit',async e=>{
        e.preventDefault();
        const b=e.submitter;if(!token(false))return;
        await settle(false);
        sessionStorage.setItem('pending',JSON.stringify({url:review.action,label:b.value,name:b.textContent.trim(),page:location.href}));
        location=review.dataset.next;
      });
    }

    // Keys
    let row=-1;
    addEventListener('keydown',e=>{
      if(e.ctrlKey||e.metaKey||e.altKey||/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName))return;
      const button=$$('[data-key]').find(b=>b.dataset.key===e.key&&!b.hidden);
      if(button){e.preventDefault();button.click();return}
      const rows=$$('[data-row]');
      if(e.key==='/'){const first=$('.filters select,.filters input:not([type=hidden])');if(first){e.preventDefault();first.focus()}}
      else if(rows.length&&(e.key==='j'||e.key==='k')){
        row=Math.max(0,Math.min(rows.length-1,row+(e.key==='j'?1:-1)));
        rows.forEach((r,i)=>r.classList.toggle('here',i===row));rows[row].scrollIntoView({block:'nearest'});
      }else if(e.key==='Enter'&&rows[row])$('a',rows[row]).click();
    });

    // Playground
    const bench=$('form[data-try]');
    if(bench){
      let timer, turn=0;
      const run=async()=>{
        const mine=++turn;
        const form=new URLSearchParams(new FormData(bench));
        // What it does to the archive takes longer: only when asked by the button.
        form.delete('archive');
        const reply=await fetch(bench.action,{method:'POST',body:form});
        if(mine!==turn||!reply.ok)return;
        const page=new DOMParser().parseFromString(await reply.text(),'text/html');
        $('#outcome').replaceWith(page.getElementById('outcome'));
      };
      bench.addEventListener('input',e=>{clearTimeout(timer);if(e.target.tagName==='TEXTAREA')timer=setTimeout(run,350)});
      const pack=$('select[name=pack]',bench);
      pack.addEventListener('change',()=>{const old=$('[name=source]',bench);if(old)old.remove();bench.submit()});
      const down=$('[data-download]');
      if(down)down.addEventListener('click',()=>{
        const a=document.createElement('a');a.href=URL.createObjectURL(new Blob([$('[name=source]',bench).value],{type:'text/yaml'}));a.download=down.dataset.download;a.click();
      });
      const save=$('[data-save]');
      if(save)save.addEventListener('click',async()=>{
        try{const said=await send('/api/v1/packs/'+encodeURIComponent(save.dataset.save),new URLSearchParams({source:$("[name=source]",bench).value,began:$("[name=began]",bench).value}));if(said)answer('✓ '+said.message)}catch(x){answer('✗ '+x.message)}
      });
    }
    """
}
